package finance_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

// shareCase is a worked case of testdata/shares.json: cases of revenue whose
// sum is plain arithmetic on money.
type shareCase struct {
	ID, Kind, Title string
	Given, Want     json.RawMessage
}

// shareCasesOf runs test on each of a kind, with what is given and wanted read
// into types that the test chooses.
func shareCasesOf[Given, Want any](t *testing.T, kind string, test func(t *testing.T, id string, given Given, want Want)) {
	t.Helper()
	text, err := os.ReadFile("testdata/shares.json")
	require.NoError(t, err)
	var all []shareCase
	require.NoError(t, json.Unmarshal(text, &all))
	found := false
	for _, c := range all {
		if c.Kind != kind {
			continue
		}
		found = true
		t.Run(c.ID+" "+c.Title, func(t *testing.T) {
			var given Given
			var want Want
			require.NoError(t, json.Unmarshal(c.Given, &given))
			require.NoError(t, json.Unmarshal(c.Want, &want))
			test(t, c.ID, given, want)
		})
	}
	require.True(t, found, "no case of kind %s", kind)
}

type shareLine struct {
	To, Share string
	Remaining bool
}

// weights are the lines' shares; what remains is the rest of the whole.
func weights(t *testing.T, lines []shareLine) []finance.Rate {
	t.Helper()
	all, rest := make([]finance.Rate, len(lines)), finance.MustRate("1")
	for i, line := range lines {
		if line.Remaining {
			all[i] = rest
			continue
		}
		all[i] = finance.MustRate(line.Share)
		var err error
		rest, err = rest.Sub(all[i])
		require.NoError(t, err)
	}
	return all
}

// Both sources give the unit left over to the first line, although its share is
// whole. Here a party whose exact share is whole is touched by no remainder, so
// the next one gets it. By largest remainder the parts are those that the cases
// list beside the published ones.
func TestPublishedSplitLines(t *testing.T) {
	type given struct {
		Unit  string
		Items []struct {
			Total string
			Lines []shareLine
		}
	}
	ours := map[string]map[finance.Remainder][]string{
		"rev-014": {finance.First: {"12", "2", "1"}, finance.LargestRemainder: {"12", "1", "2"}},
		"rev-128": {finance.First: {"0.75", "0.68", "0.07"}, finance.LargestRemainder: {"0.75", "0.68", "0.07"}},
	}
	shareCasesOf(t, "split_lines", func(t *testing.T, id string, g given, _ any) {
		c := finance.USD
		if g.Unit == "1" {
			c = finance.JPY
		}
		for rule, want := range ours[id] {
			parts, err := finance.AllocateRates(money(t, g.Items[0].Total, c), weights(t, g.Items[0].Lines), rule)
			require.NoError(t, err)
			requireNumbers(t, want, parts)
		}
	})
}

func requireNumbers(t *testing.T, want []string, got []finance.Money) {
	t.Helper()
	require.Len(t, got, len(want))
	for i := range want {
		requireNumber(t, want[i], got[i])
	}
}

func TestPublishedSplitOfBothSides(t *testing.T) {
	type given struct {
		Total                 string
		Sources, Destinations []shareLine
	}
	type want struct{ Sources, Destinations []string }
	shareCasesOf(t, "split_both_sides", func(t *testing.T, _ string, g given, w want) {
		total := money(t, g.Total, finance.JPY) // in whole units
		from, err := finance.AllocateRates(total, weights(t, g.Sources), finance.First)
		require.NoError(t, err)
		requireNumbers(t, w.Sources, from)
		to, err := finance.AllocateRates(total, weights(t, g.Destinations), finance.First)
		require.NoError(t, err)
		requireNumbers(t, w.Destinations, to)
	})
}

func TestPublishedGrossUp(t *testing.T) {
	type given struct {
		Mode, Received string
		Rate           string `json:"deduction_rate"`
	}
	type want struct {
		AtSource string `json:"at_source"`
	}
	shareCasesOf(t, "gross_up", func(t *testing.T, _ string, g given, w want) {
		kept, err := finance.MustRate("1").Sub(finance.MustRate(g.Rate))
		require.NoError(t, err)
		up, err := kept.Inverse()
		require.NoError(t, err)
		got, err := money(t, g.Received, finance.GBP).MulRate(up, mode(t, g.Mode))
		require.NoError(t, err)
		requireNumber(t, w.AtSource, got)
	})
}

func TestPublishedRoundOneTakeRest(t *testing.T) {
	type given struct {
		Total, Mode string
		Rate        string `json:"commission_rate"`
	}
	type want struct{ Platform, Vendor string }
	shareCasesOf(t, "round_one_take_rest", func(t *testing.T, _ string, g given, w want) {
		total := money(t, g.Total, finance.USD)
		platform, err := total.MulRate(finance.MustRate(g.Rate), mode(t, g.Mode))
		require.NoError(t, err)
		requireNumber(t, w.Platform, platform)
		vendor, err := total.Sub(platform)
		require.NoError(t, err)
		requireNumber(t, w.Vendor, vendor)
	})
}

// A commission quoted with tax inside is split, one with tax on top is added to.
func TestPublishedCommissionWithTax(t *testing.T) {
	type given struct {
		Sale, Mode string
		Commission string `json:"commission_rate"`
		Tax        string `json:"vat_rate"`
		Items      []struct {
			Mode string `json:"vat_mode"`
		}
	}
	type want struct{ Net, Vat, Gross, Remit []string }
	shareCasesOf(t, "commission_vat_mode", func(t *testing.T, _ string, g given, w want) {
		sale, r := money(t, g.Sale, finance.RUB), mode(t, g.Mode)
		quoted, err := sale.MulRate(finance.MustRate(g.Commission), r)
		require.NoError(t, err)
		for i, it := range g.Items {
			net, gross := quoted, quoted
			var tax finance.Money
			if it.Mode == "inside" {
				net, tax, err = finance.SplitTax(quoted, finance.MustRate(g.Tax), r)
			} else {
				tax, gross, err = finance.AddTax(quoted, finance.MustRate(g.Tax), r)
			}
			require.NoError(t, err)
			remit, err := sale.Sub(gross)
			require.NoError(t, err)
			requireNumbers(t, []string{w.Net[i], w.Vat[i], w.Gross[i], w.Remit[i]}, []finance.Money{net, tax, gross, remit})
		}
	})
}

func TestPublishedShareOfRelease(t *testing.T) {
	type given struct {
		Tracks string
		Share  string `json:"holder_share_of_one_track"`
	}
	type want struct {
		Share string `json:"share_of_release"`
	}
	shareCasesOf(t, "share_of_release", func(t *testing.T, _ string, g given, w want) {
		track, err := finance.MustRate(g.Tracks).Inverse()
		require.NoError(t, err)
		got, err := track.Mul(finance.MustRate(g.Share))
		require.NoError(t, err)
		require.Equal(t, finance.MustRate(w.Share), got)
		require.Equal(t, "4%", got.String())
	})
}
