package brand_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
	"github.com/creative-cluster/kvartal/finance/terms"
)

var (
	day    = civil.MustDate
	amount = finance.MustMoney
	march  = civil.MustMonth("2026-03")
	april  = civil.MustMonth("2026-04")
)

// quarter is a shop with a brand of its region and one from elsewhere. All
// names are fictional.
func quarter() brand.Shop {
	return brand.Shop{
		Party: "SHOP", Region: "RU-SA", Currency: finance.RUB,
		Brands: []brand.Brand{
			{ID: "knit", Name: "Knit (fictional)", Maker: "M-1", Region: "RU-SA", Category: "clothes/knitwear"},
			{ID: "clay", Name: "Clay (fictional)", Maker: "M-2", Region: "RU-AMU", Category: "ceramics"},
		},
		Consignments: []brand.Consignment{consigned("C-1", "knit"), consigned("C-2", "clay")},
	}
}

func consigned(id, of string) brand.Consignment {
	return brand.Consignment{
		ID: id, Brand: of, Known: day("2026-02-20"), Term: civil.Period{From: day("2026-03-01"), To: day("2027-03-01")},
		Clauses: brand.ProceedsLess(revshare.Commission{Meter: brand.Gross, Rate: finance.MustRate("30%")}),
	}
}

func TestShopIsSound(t *testing.T) { require.NoError(t, quarter().Validate()) }

func TestAgreement(t *testing.T) {
	s := quarter()
	tax := accrual.Tax{Rates: civil.Timeline[finance.Rate]{{From: day("2026-01-01"), Value: finance.MustRate("22%"), Source: "an example"}}}
	c := s.Consignments[0]
	to := civil.Period{From: c.Term.From, To: day("2028-03-01")}
	c.Amendments = []accrual.Amendment{{From: day("2026-06-01"), Known: day("2026-05-20"), Term: &to,
		Set: []accrual.Named{{Name: brand.Fee, Clause: revshare.Commission{Meter: brand.GrossOf("clothes"), Rate: finance.MustRate("25%")}, Back: true}}}}
	a, err := c.Agreement(s.Brands[0], "SHOP", finance.RUB, tax)
	require.NoError(t, err)
	term := c.Term
	require.Equal(t, accrual.Agreement{
		ID: "C-1", Currency: finance.RUB, Tax: tax,
		Meters: []accrual.Meter{"gross", "returns", "units", "gross:clothes/knitwear", "gross:clothes"},
		Amendments: []accrual.Amendment{
			{From: day("2026-03-01"), Known: day("2026-02-20"), Term: &term, Parties: &accrual.Parties{Creditor: "M-1", Debtor: "SHOP"}, Set: []accrual.Named{
				{Name: "proceeds", Clause: revshare.PassThrough{Meter: "gross"}, Untaxed: true},
				{Name: "fee", Clause: revshare.Commission{Meter: "gross", Rate: finance.MustRate("30%")}, Back: true},
			}},
			c.Amendments[0],
		},
	}, a)
	// Nothing is shared with the consignment.
	a.Amendments[0].Set[0].Name = "changed"
	a.Amendments[1].Set[0].Name = "changed"
	*a.Amendments[1].Term, *a.Amendments[0].Term = civil.Period{}, civil.Period{}
	a.Tax.Rates[0].Source = "changed"
	require.Equal(t, brand.Proceeds, c.Clauses[0].Name)
	require.Equal(t, brand.Fee, c.Amendments[0].Set[0].Name)
	require.Equal(t, day("2028-03-01"), to.To)
	require.Equal(t, day("2027-03-01"), c.Term.To)
	require.Equal(t, "an example", tax.Rates[0].Source)
}

func TestAgreementClonesPartiesAndDrops(t *testing.T) {
	s := quarter()
	c := s.Consignments[0]
	parties := accrual.Parties{Creditor: "M-3", Debtor: "SHOP"}
	c.Amendments = []accrual.Amendment{{From: day("2026-06-01"), Known: day("2026-05-20"), Parties: &parties, Drop: []string{brand.Fee}}}
	a, err := c.Agreement(s.Brands[0], "SHOP", finance.RUB, accrual.Tax{})
	require.NoError(t, err)
	a.Amendments[1].Parties.Creditor, a.Amendments[1].Drop[0] = "", ""
	require.Equal(t, accrual.Party("M-3"), parties.Creditor)
	require.Equal(t, []string{brand.Fee}, c.Amendments[0].Drop)
}

func TestAgreementOfAnotherBrand(t *testing.T) {
	s := quarter()
	a, err := s.Consignments[0].Agreement(s.Brands[1], "SHOP", finance.RUB, accrual.Tax{})
	require.EqualError(t, err, `brand: "knit", not "clay": conflict`)
	require.Zero(t, a)
}

// What is wrong with an agreement is said under the consignment's own fields.
func TestProblemsOfAConsignment(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(*brand.Shop)
		want string
	}{
		{"no shop", func(s *brand.Shop) { s.Party = "" }, "party: missing"},
		{"no currency", func(s *brand.Shop) { s.Currency = 0 }, "currency: missing"},
		{"a region of no country", func(s *brand.Shop) { s.Region = "Yakutia" }, `region: syntax: region "Yakutia" is no ISO 3166-2 code`},
		{"tax without a source", func(s *brand.Shop) {
			s.Tax.Rates = civil.Timeline[finance.Rate]{{From: day("2026-01-01"), Value: finance.MustRate("22%")}}
		}, "tax.rates[0].source: missing"},
		{"no maker", func(s *brand.Shop) { s.Brands[0].Maker = "" }, "brands[0].maker: missing"},
		{"the maker is the shop", func(s *brand.Shop) { s.Brands[0].Maker = "SHOP" }, "consignments[0].shop: owes to itself: conflict"},
		{"two brands of one id", func(s *brand.Shop) { s.Brands[1].ID = "knit" }, `2 problems: brands[1].id: "knit": duplicate; consignments[1].brand: "clay": unknown`},
		{"no brand", func(s *brand.Shop) { s.Consignments[1].Brand = "wool" }, `consignments[1].brand: "wool": unknown`},
		{"two consignments of one id", func(s *brand.Shop) { s.Consignments[1].ID = "C-1" }, `consignments[1].id: "C-1": duplicate`},
		{"no id", func(s *brand.Shop) { s.Consignments[1].ID = "" }, "consignments[1].id: missing"},
		{"not signed", func(s *brand.Shop) { s.Consignments[0].Known = civil.Date{} }, "consignments[0].known: missing"},
		{"no term", func(s *brand.Shop) { s.Consignments[0].Term = civil.Period{} }, "consignments[0].term.from: missing"},
		{"a rate for a percentage", func(s *brand.Shop) {
			s.Consignments[1].Clauses = brand.ProceedsLess(revshare.Commission{Meter: brand.Gross, Rate: finance.MustRate("30")})
		}, "consignments[1].clauses[1].rate: 3000% is more than the whole: out of range"},
		{"no clause", func(s *brand.Shop) { s.Consignments[0].Clauses = []accrual.Named{{Name: "fee"}} }, "consignments[0].clauses[0].kind: missing"},
		{"a category that it does not sell", func(s *brand.Shop) {
			s.Consignments[0].Clauses = brand.ProceedsLess(revshare.Commission{Meter: brand.GrossOf("ceramics")})
		}, `consignments[0].clauses[1].meters: "gross:ceramics": unknown`},
		{"an amendment without a day", func(s *brand.Shop) {
			s.Consignments[0].Amendments = []accrual.Amendment{{Known: day("2026-04-01")}, {From: day("2026-04-01")}}
		}, "2 problems: consignments[0].amendments[0].from: missing; consignments[0].amendments[1].known: missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := quarter()
			s.Consignments = slices.Clone(s.Consignments)
			c.make(&s)
			require.EqualError(t, s.Validate(), c.want)
			as, err := s.Agreements()
			require.EqualError(t, err, c.want)
			require.Empty(t, as)
			trade, err := s.Trade(brand.Facts{})
			require.EqualError(t, err, c.want)
			require.Zero(t, trade)
		})
	}
}

func TestBrandValidate(t *testing.T) {
	require.EqualError(t, brand.Brand{}.Validate(), "5 problems: id: missing; name: missing; maker: missing; region: missing; category: missing")
	b := quarter().Brands[0]
	b.Name = strings.Repeat("n", accrual.MaxText)
	require.NoError(t, b.Validate())
	b.Name += "n"
	require.EqualError(t, b.Validate(), "name: 257 bytes, at most 256: over the limit")
}

func TestCategory(t *testing.T) {
	for _, good := range []brand.Category{"clothes", "clothes/knitwear", "a/b/c/d/e/f/g/h", "одежда/верхняя одежда", brand.Category(strings.Repeat("c", 200))} {
		require.NoError(t, good.Validate(), good)
	}
	for bad, want := range map[brand.Category]error{
		"": finance.ErrMissing, "/": finance.ErrSyntax, "clothes/": finance.ErrSyntax, "/clothes": finance.ErrSyntax, "a//b": finance.ErrSyntax,
		" a": finance.ErrSyntax, "a/b ": finance.ErrSyntax, "a\nb": finance.ErrSyntax, "a\xff": finance.ErrSyntax, "a/b/c/d/e/f/g/h/i": finance.ErrLimit,
		brand.Category(strings.Repeat("c", 201)): finance.ErrLimit,
	} {
		require.ErrorIs(t, bad.Validate(), want, "%q", bad)
	}
	require.Equal(t, []brand.Category{"a/b/c", "a/b", "a"}, slices.Collect(brand.Category("a/b/c").Up()))
	for range brand.Category("a/b/c").Up() {
		break // stops when it is told to
	}
	require.True(t, brand.Category("a/b").In("a"))
	require.True(t, brand.Category("a").In("a"))
	require.False(t, brand.Category("a").In("a/b"))
	require.False(t, brand.Category("ab").In("a"), "a name that begins alike is not under it")
}

// A shop is read from terms as it is written.
func TestShopAsTerms(t *testing.T) {
	text, err := terms.Encode(quarter(), revshare.Kinds())
	require.NoError(t, err)
	require.Contains(t, string(text), `"kind"`)
	var again brand.Shop
	require.NoError(t, terms.Decode(text, &again, revshare.Kinds()))
	require.Equal(t, quarter(), again)
}

// Brands of other regions that have a consignment in force in the period.
func TestGuests(t *testing.T) {
	s := quarter()
	s.Brands = append(s.Brands,
		brand.Brand{ID: "bone", Region: "RU-BU"}, brand.Brand{ID: "ash", Region: "RU-AMU"}, brand.Brand{ID: "tin", Region: "RU-BU"})
	later := consigned("C-4", "bone")
	later.Term = civil.Period{From: day("2026-04-01"), To: day("2026-05-01")}
	s.Consignments = append(s.Consignments, consigned("C-3", "ash"), later)
	require.Equal(t, []brand.Guests{{Region: "RU-AMU", Brands: []string{"ash", "clay"}}}, s.Guests(march.Period()))
	require.Equal(t, []brand.Guests{{Region: "RU-AMU", Brands: []string{"ash", "clay"}}, {Region: "RU-BU", Brands: []string{"bone"}}}, s.Guests(april.Period()))
	require.Empty(t, s.Guests(civil.MustMonth("2027-03").Period()))
	longer := civil.Period{From: later.Term.From, To: day("2028-01-01")}
	s.Consignments[3].Amendments = []accrual.Amendment{{From: day("2026-04-20"), Known: day("2026-04-20"), Term: &longer}}
	require.Equal(t, []brand.Guests{{Region: "RU-BU", Brands: []string{"bone"}}}, s.Guests(civil.MustMonth("2027-03").Period()))
}

// The term is the one known last; of two known on one day that which holds later.
func TestTermThatWasKnownLast(t *testing.T) {
	term := func(to string) *civil.Period { return &civil.Period{From: day("2026-03-01"), To: day(to)} }
	for i, c := range []struct {
		amendments []accrual.Amendment
		last       string
	}{
		{nil, "2027-02-28"},
		{[]accrual.Amendment{{From: day("2026-04-01"), Known: day("2026-03-20"), Term: term("2026-08-01")}}, "2026-07-31"},
		{[]accrual.Amendment{
			{From: day("2026-05-01"), Known: day("2026-03-20"), Term: term("2026-09-01")},
			{From: day("2026-04-01"), Known: day("2026-03-20"), Term: term("2026-08-01")},
		}, "2026-08-31"},
		{[]accrual.Amendment{
			{From: day("2026-04-01"), Known: day("2026-03-21"), Term: term("2026-08-01")},
			{From: day("2026-05-01"), Known: day("2026-03-20"), Term: term("2026-09-01")},
		}, "2026-07-31"},
		{[]accrual.Amendment{{From: day("2026-03-01"), Known: day("2026-02-20"), Term: term("2026-08-01")}}, "2026-07-31"},
		{[]accrual.Amendment{{From: day("2026-04-01"), Known: day("2026-02-19"), Term: term("2026-08-01")}}, "2027-02-28"},
	} {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			s := quarter()
			s.Consignments[0].Amendments = c.amendments
			for offset, want := range map[int]error{0: nil, 1: finance.ErrRange} {
				on := day(c.last).AddDays(offset)
				_, err := s.Trade(brand.Facts{
					Deliveries: []brand.Delivery{{ID: "D-1", Consignment: "C-1", SKU: "hat", On: on, Known: on, Units: 1}},
					Sales:      []brand.Sale{{ID: "S-1", Consignment: "C-1", SKU: "hat", On: on, Known: on, Units: 1}},
				})
				require.ErrorIs(t, err, want)
			}
		})
	}
}
