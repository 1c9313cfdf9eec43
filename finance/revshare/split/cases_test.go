package split_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/revshare/split"
)

// published is one worked case of testdata/cases.json: figures from public
// sources (mark S), recomputed from such (R), or our own (A).
type published struct {
	ID, Kind, Title, Source, Mark string
	Given, Want                   json.RawMessage
}

// casesOf runs test on each published case of a kind, under its id.
func casesOf[G, W any](t *testing.T, kind string, test func(t *testing.T, id string, given G, want W)) {
	t.Helper()
	found := false
	for _, c := range cases(t) {
		if c.Kind != kind {
			continue
		}
		found = true
		var given G
		var want W
		require.NoError(t, json.Unmarshal(c.Given, &given))
		require.NoError(t, json.Unmarshal(c.Want, &want))
		t.Run(c.ID+" "+c.Title, func(t *testing.T) { test(t, c.ID, given, want) })
	}
	require.True(t, found, "no case of kind %s", kind)
}

func cases(t *testing.T) []published {
	t.Helper()
	text, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var all []published
	require.NoError(t, json.Unmarshal(text, &all))
	return all
}

// Each case is of a kind that a test below names.
func TestEveryCaseIsTested(t *testing.T) {
	text, err := os.ReadFile("cases_test.go")
	require.NoError(t, err)
	for _, c := range cases(t) {
		require.Contains(t, string(text), `t, "`+c.Kind+`", func`, c.ID)
	}
}

// unit is a currency whose minor unit the case rounds to.
func unit(of string) finance.Currency {
	if of == "1" {
		return finance.JPY
	}
	return finance.USD
}

// line is one line of a published split. Its lines are a split of their own.
type line struct {
	To, Share, Fixed, Max string
	Remaining             bool
	Lines                 []line
}

// tree makes a split of published lines. A fixed sum or a maximum is taken in order
// from what the shares leave, a line that is kept is nobody's.
func tree(c finance.Currency, lines []line) split.Split {
	b := treeOf{c: c}
	b.add("Whole", lines)
	return split.Split{Owner: "source", Nodes: b.nodes, Remainder: finance.First}
}

type treeOf struct {
	c     finance.Currency
	nodes []split.Node
}

func (b *treeOf) add(name string, lines []line) {
	at := len(b.nodes)
	b.nodes = append(b.nodes, split.Node{})
	shares, costs := split.Node{Name: name}, split.Node{Name: name + " costs", By: split.InOrder}
	rest := ""
	for _, l := range lines {
		switch {
		case l.Remaining:
			rest = l.To
		case l.To == "kept":
		case l.Fixed+l.Max != "":
			costs.Parts = append(costs.Parts, first(l.To, l.Fixed+l.Max+" "+b.c.Code()))
		case l.Lines != nil:
			shares.Parts = append(shares.Parts, share("Inner", l.Share))
			b.add("Inner", l.Lines)
		default:
			shares.Parts = append(shares.Parts, share(l.To, l.Share))
		}
	}
	if rest != "" {
		shares.Rest, costs.Rest = target(rest), target(rest)
	}
	switch {
	case len(costs.Parts) == 0:
	case len(shares.Parts) == 0:
		costs.Name = name
		shares = costs
	default:
		shares.Rest = split.Target{Split: costs.Name}
		b.nodes = append(b.nodes, costs)
	}
	b.nodes[at] = shares
}

func TestPublishedSplitLines(t *testing.T) {
	type given struct {
		Unit  string
		Items []struct {
			Total string
			Lines []line
		}
	}
	type want struct{ Parts []map[string]string }
	// Both sources cut every share and give the first line what is left, although
	// that line's share is whole. Here a party whose share is whole gets no unit.
	ours := map[string]map[string]string{
		"rev-014": {"a": "12", "b": "2", "c": "1"},
		"rev-128": {"first": "0.75", "second": "0.68", "third": "0.07"},
	}
	casesOf(t, "split_lines", func(t *testing.T, id string, g given, w want) {
		c := unit(g.Unit)
		for i, item := range g.Items {
			parts := w.Parts[i]
			if ours[id] != nil {
				require.NotEqual(t, ours[id], parts)
				parts = ours[id]
			}
			got := divided(t, tree(c, item.Lines), item.Total+" "+c.Code())
			require.Len(t, got, len(parts))
			for name, amount := range parts {
				if name == "kept" {
					name = "unallocated"
				}
				require.Equal(t, amount+" "+c.Code(), got[name], name)
			}
		}
	})
}

// The modes floor_separate and block_separate keep back what does not divide:
// no split does, its lines sum to the total.
func TestPublishedAllocations(t *testing.T) {
	type given struct {
		Items []struct {
			Amount, Unit, Method string
			Weights              []string
		}
	}
	type want struct{ Shares [][]string }
	rules := map[string]finance.Remainder{"first_fit": finance.First, "last_fit": finance.Last, "largest_remainder": finance.LargestRemainder}
	tested := 0
	casesOf(t, "allocate", func(t *testing.T, _ string, g given, w want) {
		for i, item := range g.Items {
			rule, known := rules[item.Method]
			if !known {
				require.Contains(t, item.Method, "_separate")
				continue
			}
			tested++
			c := unit(item.Unit)
			s := of(node("Whole", split.Points))
			for k, weight := range item.Weights {
				n, err := json.Number(weight).Int64()
				require.NoError(t, err)
				s.Nodes[0].Parts = append(s.Nodes[0].Parts, points(string(rune('a'+k)), n))
			}
			s.Remainder = rule
			lines, err := s.Divide(finance.MustMoney(item.Amount + " " + c.Code()))
			require.NoError(t, err)
			for k, l := range lines {
				require.Equal(t, w.Shares[i][k]+" "+c.Code(), l.Amount.String())
			}
		}
	})
	require.Equal(t, 6, tested)
}

// Sources and destinations are a split each; a posting takes what is left of the
// one and is open of the other, in order.
func TestPublishedSplitOfBothSides(t *testing.T) {
	type given struct {
		Total                 string
		Sources, Destinations []line
	}
	type posting struct{ From, To, Amount string }
	type want struct{ Postings []posting }
	casesOf(t, "split_both_sides", func(t *testing.T, _ string, g given, w want) {
		total := finance.MustMoney(g.Total + " JPY")
		from, err := tree(finance.JPY, g.Sources).Divide(total)
		require.NoError(t, err)
		to, err := tree(finance.JPY, g.Destinations).Divide(total)
		require.NoError(t, err)
		var got []posting
		for _, f := range from {
			available := f.Amount
			for i := range to {
				amount, err := finance.Min(available, to[i].Amount)
				require.NoError(t, err)
				if amount.IsZero() {
					continue
				}
				available, _ = available.Sub(amount)
				to[i].Amount, _ = to[i].Amount.Sub(amount)
				number, _, _ := strings.Cut(amount.String(), " ")
				got = append(got, posting{string(f.Party), string(to[i].Party), number})
			}
		}
		require.Equal(t, w.Postings, got)
	})
}

func TestPublishedSourceCascade(t *testing.T) {
	type given struct {
		Currency string
		Items    []struct {
			Need    string
			Sources []struct{ ID, Available string }
		}
	}
	type want struct {
		Drawn [][]string
		Error []*string
	}
	casesOf(t, "source_cascade", func(t *testing.T, _ string, g given, w want) {
		c := map[string]string{"USD": "USD", "GEM": "JPY"}[g.Currency] // gems are whole
		for i, item := range g.Items {
			var available []finance.Money
			s := of(node("Need", split.InOrder))
			for _, source := range item.Sources {
				available = append(available, finance.MustMoney(source.Available+" "+c))
				s.Nodes[0].Parts = append(s.Nodes[0].Parts, first(source.ID, source.Available+" "+c))
			}
			need := finance.MustMoney(item.Need + " " + c)
			drawn, err := split.Draw(need, available)
			lines, divideErr := s.Divide(need)
			require.NoError(t, divideErr)
			if w.Error[i] != nil { // the split names what is missing
				require.ErrorIs(t, err, finance.ErrLimit)
				require.Nil(t, drawn)
				require.Equal(t, "1 JPY", lines[2].Amount.String())
				require.True(t, lines[2].Unallocated)
				continue
			}
			require.NoError(t, err)
			for k, amount := range w.Drawn[i] {
				require.Equal(t, amount+" "+c, drawn[k].String())
				require.Equal(t, drawn[k], lines[k].Amount)
			}
		}
	})
}

// Same shares, another payer: what the society pays out itself never reaches
// the publisher.
func TestPublishedSplitByStream(t *testing.T) {
	type given struct {
		Currency, Receipt string
		Writers           map[string]string
		Rate              string `json:"writer_side_rate"`
		Items             []struct {
			By string `json:"writers_paid_by"`
		}
	}
	type want struct {
		Writers  []map[string]string `json:"to_writers"`
		Receives []string            `json:"publisher_receives"`
		Keeps    []string            `json:"publisher_keeps"`
		Pays     []string            `json:"publisher_pays_writers"`
	}
	casesOf(t, "split_by_stream", func(t *testing.T, _ string, g given, w want) {
		for i, item := range g.Items {
			song := split.Split{Owner: accrual.Party(item.By), Nodes: []split.Node{
				node("Song", split.Shares, share("Writers side", g.Rate)),
				node("Writers side", split.Shares, share("john", g.Writers["John"]), share("trevor", g.Writers["Trevor"])),
			}}
			song.Nodes[0].Rest.Party = "publisher"
			got := divided(t, song, g.Receipt+" USD")
			require.Equal(t, w.Writers[i]["John"]+" USD", got["john"])
			require.Equal(t, w.Writers[i]["Trevor"]+" USD", got["trevor"])
			require.Equal(t, w.Keeps[i]+" USD", got["publisher"])
			clauses, err := song.Clauses("song", "receipts")
			require.NoError(t, err)
			receives, pays := finance.MustMoney(g.Receipt+" USD"), finance.Zero(finance.USD)
			for _, n := range clauses { // what the owner owes to others
				amount := earned(t, n, finance.MustMoney(g.Receipt+" USD"))
				switch {
				case item.By == "publisher":
					pays, _ = pays.Add(amount)
				case n.To != "publisher":
					receives, _ = receives.Sub(amount)
				}
			}
			require.Equal(t, w.Receives[i]+" USD", receives.String())
			require.Equal(t, w.Pays[i]+" USD", pays.String())
		}
	})
}

// Of 1.935 and 4.515 both lost half a cent: the earlier of equals gets it.
func TestPublishedRoundOneTakeRest(t *testing.T) {
	type given struct {
		Total string
		Rate  string `json:"commission_rate"`
	}
	type want struct{ Platform, Vendor string }
	casesOf(t, "round_one_take_rest", func(t *testing.T, _ string, g given, w want) {
		s := of(withRest(node("Sale", split.Shares, share("platform", g.Rate)), "vendor"))
		got := divided(t, s, g.Total+" USD")
		require.Equal(t, map[string]string{"platform": w.Platform + " USD", "vendor": w.Vendor + " USD"}, got)
	})
}

// What was at source divides into the deduction and what was received.
func TestPublishedGrossUp(t *testing.T) {
	type given struct {
		Received string
		Rate     string `json:"deduction_rate"`
	}
	type want struct {
		AtSource string `json:"at_source"`
	}
	casesOf(t, "gross_up", func(t *testing.T, _ string, g given, w want) {
		s := of(withRest(node("Source", split.Shares, share("sub-publisher", g.Rate)), "publisher"))
		lines, err := s.Divide(finance.MustMoney(w.AtSource + " GBP"))
		require.NoError(t, err)
		require.Equal(t, g.Received+" GBP", lines[1].Amount.String())
		up, err := lines[1].Share.Inverse()
		require.NoError(t, err)
		back, err := lines[1].Amount.MulRate(up, finance.HalfUp)
		require.NoError(t, err)
		require.Equal(t, w.AtSource+" GBP", back.String())
	})
}

func TestPublishedShareOfRelease(t *testing.T) {
	type given struct {
		Tracks, Weights string
		Share           string `json:"holder_share_of_one_track"`
	}
	type want struct {
		Share string `json:"share_of_release"`
	}
	casesOf(t, "share_of_release", func(t *testing.T, _ string, g given, w want) {
		require.Equal(t, "equal", g.Weights)
		require.Equal(t, "10", g.Tracks)
		s := of(node("Release", split.Equal), withRest(node("Track 1", split.Shares, share("holder", g.Share)), "producer"))
		for _, name := range []string{"Track 1", "b", "c", "d", "e", "f", "g", "h", "i", "j"} {
			s.Nodes[0].Parts = append(s.Nodes[0].Parts, part(name))
		}
		lines, err := s.Divide(finance.Zero(finance.USD))
		require.NoError(t, err)
		require.Equal(t, finance.MustRate(w.Share), lines[0].Share)
		require.Equal(t, "Release 10% > Track 1 40%", lines[0].String())
	})
}
