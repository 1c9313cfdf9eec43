package cluster_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// story is a cluster that a text tells. Every line is a word, a name, days and
// amounts, as the files in testdata show; a close or a question is answered
// below a line of dashes.
type story struct {
	t     *testing.T
	c     cluster.Cluster
	facts cluster.Facts
	books cluster.Books
}

// TestStories reads each file of testdata, line by line, and compares what it
// is answered. With -update it writes the answers instead: read the diff.
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			told := tell(t, text)
			if *update {
				require.NoError(t, os.WriteFile(file, []byte(told), 0o644))
				return
			}
			require.Equal(t, string(text), told)
		})
	}
}

func tell(t *testing.T, text []byte) string {
	s := story{t: t, c: quarter()}
	s.c.House.Leases, s.c.House.Residents, s.c.House.Spaces, s.c.House.Tax = nil, nil, nil, accrual.Tax{}
	s.c.Shop.Brands, s.c.Shop.Consignments, s.c.Shop.Tax, s.c.Parties, s.c.Budget = nil, nil, accrual.Tax{}, nil, nil
	var told strings.Builder
	answered := false
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		line := lines.Text()
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || line[0] == '#':
			answered = false
		case answered && !asks[words[0]] && !says[words[0]]: // an answer of before
			continue
		case asks[words[0]]:
			fmt.Fprintf(&told, "%s\n----\n%s", line, s.answer(words))
			answered = true
			continue
		default:
			s.say(words)
			answered = false
		}
		told.WriteString(line + "\n")
	}
	return told.String()
}

var (
	asks = map[string]bool{"close": true, "owed": true, "accounts": true, "decide": true}
	says = map[string]bool{"lease": true, "goods": true, "sale": true, "delivery": true, "sold": true, "return": true, "cost": true, "paid": true}
)

// option is what follows a word in a line, such as 8% in "turnover 8%".
func option(words []string, name string) string {
	for i, w := range words[:len(words)-1] {
		if w == name {
			return words[i+1]
		}
	}
	return ""
}

func (s *story) say(w []string) {
	known := w[max(0, min(2, len(w)-1))]
	if k := option(w, "known"); k != "" {
		known = k
	}
	switch w[0] {
	case "lease":
		from, to, _ := strings.Cut(w[2], "..")
		l := tenancy.Lease{ID: w[1], Resident: accrual.Party(w[1]), Spaces: tenancy.ForTerm(w[1]), Term: period(from, to)}
		l.Clauses = append(l.Clauses, accrual.Named{Name: "base rent", Clause: tenancy.Amount{Monthly: rub(option(w, "base"))}, Due: 10})
		if share := option(w, "turnover"); share != "" {
			l.Clauses = append(l.Clauses, accrual.Named{Name: "turnover rent", Clause: tenancy.TurnoverRent{Share: finance.MustRate(share), Over: rub(option(w, "over"))}, Due: 10})
		}
		s.c.House.Spaces = append(s.c.House.Spaces, tenancy.Space{ID: w[1], Building: "A", Area: tenancy.MustArea("40.00")})
		s.c.House.Residents = append(s.c.House.Residents, tenancy.Resident{ID: accrual.Party(w[1])})
		s.c.House.Leases = append(s.c.House.Leases, l)
	case "goods":
		s.c.Shop.Brands = append(s.c.Shop.Brands, brand.Brand{ID: w[1], Name: w[1], Maker: accrual.Party("maker-of-" + w[1]), Region: "RU-AMU", Category: "care"})
		s.c.Shop.Consignments = append(s.c.Shop.Consignments, brand.Consignment{
			ID: w[1], Brand: w[1], Known: day(w[2]), Term: period(w[2], "2036-01-01"),
			Clauses: brand.ProceedsLess(revshare.Commission{Meter: brand.Gross, Rate: finance.MustRate(option(w, "fee"))}),
		})
	case "sale":
		s.facts.Sales = append(s.facts.Sales, tenancy.Sale{ID: fmt.Sprint("S-", len(s.facts.Sales)), Lease: w[1], On: day(w[2]), Known: day(known), Amount: rub(w[3])})
	case "delivery":
		s.facts.Shop.Deliveries = append(s.facts.Shop.Deliveries, brand.Delivery{ID: "D-" + w[1] + w[2], Consignment: w[1], SKU: w[1], On: day(w[2]), Known: day(known), Units: units(w[3])})
	case "sold":
		s.facts.Shop.Sales = append(s.facts.Shop.Sales, brand.Sale{ID: option(w, "receipt"), Consignment: w[1], SKU: w[1], On: day(w[2]), Known: day(known), Units: units(w[3]), Amount: rub(w[4])})
	case "return":
		s.facts.Shop.Returns = append(s.facts.Shop.Returns, brand.Return{ID: "back-" + w[1], Sale: w[1], On: day(w[2]), Known: day(known), Units: units(w[3]), Amount: rub(w[4])})
	case "cost":
		x := cluster.Cost{ID: w[1], On: day(w[2]), Known: day(known), Net: rub(w[3]), Line: ledger.Account("expenses:" + w[1]), Supplier: accrual.Party(option(w, "by")), Period: month(option(w, "for")).Period()}
		if x.Award = option(w, "subsidy"); x.Award != "" {
			x.Funds = cluster.SubsidyFunds
		}
		s.facts.Costs = append(s.facts.Costs, x)
	case "paid":
		s.facts.Payments = append(s.facts.Payments, ledger.Payment{
			ID: fmt.Sprint(len(s.facts.Payments)), On: day(w[2]), Known: day(known), Amount: rub(w[3]),
			From: accrual.Party(w[1]), To: accrual.Party(option(w, "to")), Against: ledger.Account(option(w, "against")),
		})
	default:
		s.t.Fatalf("%q says nothing", w)
	}
}

func units(s string) (n int64) {
	_, _ = fmt.Sscan(s, &n)
	return n
}

func (s *story) answer(w []string) string {
	var b strings.Builder
	m := month(w[1])
	report := func() cluster.Report { return reportOf(s.t, s.c, s.books, w[1], s.facts) }
	switch w[0] {
	case "close":
		closed := closeMonth(s.t, s.c, s.books, w[1], s.facts)
		s.books = closed.Books
		why, err := s.c.Explainer(closed.Cutoff, s.facts)
		require.NoError(s.t, err)
		for _, o := range closed.Obligations {
			e, err := why.Explain(o.Key)
			require.NoError(s.t, err)
			text := e.String()
			if o.Adjusts() {
				before, err := e.Net.Sub(o.Net)
				require.NoError(s.t, err)
				text = fmt.Sprintf("for %v: %s, less %s posted", o.For, text, before)
			}
			fmt.Fprintf(&b, "%-9s %-14s %10s  %s\n", o.Agreement, o.Clause, o.Net.Decimal().StringFixed(2), strings.ReplaceAll(text, " RUB", ""))
		}
	case "owed":
		for _, row := range report().Ageing.Rows {
			fmt.Fprintf(&b, "%-14s %10s, of it overdue %s\n", row.Party, row.Total.Decimal().StringFixed(2), row.Arrears())
		}
	case "accounts":
		for _, row := range s.books.Ledger.TrialBalance(m.Last()).Rows {
			fmt.Fprintf(&b, "%-26s %10s\n", row.Account, row.Balance.Decimal().StringFixed(2))
		}
	case "decide":
		for _, d := range report().Decisions {
			fmt.Fprintf(&b, "%v %s %v\n", d.Kind, d.Subject, d.Amount)
		}
	}
	return b.String()
}
