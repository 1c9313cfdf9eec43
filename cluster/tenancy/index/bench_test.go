package index_test

import (
	"testing"

	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// many leases are reviewed once a year, each in its month.
const many = 10_000

type lease struct {
	price finance.Money
	term  civil.Period
	x     index.Indexation
}

func leases() []lease {
	all := make([]lease, many)
	for i := range all {
		first := civil.MustDate("2025-01-01").AddDays(i % 365)
		all[i] = lease{
			price: finance.Minor(int64(20_000_00+7919*i), finance.RUB),
			term:  civil.Period{From: civil.MustDate("2025-01-01"), To: civil.MustDate("2026-01-01")},
			x:     index.Indexation{Series: "cpi", First: first, Lag: 2},
		}
	}
	return all
}

// decade is ten years of a series without corrections.
func decade() index.Series {
	s := index.Series{ID: "cpi", Source: "made up"}
	for i := range 120 {
		m := civil.MustMonth("2016-01").Add(i)
		value, _ := finance.NewRate(int64(1000+5*i+i*i%7), 10)
		s.Values = append(s.Values, index.Value{Month: m, Value: finance.Number{Rate: value}, Published: m.Next().First().AddDays(14)})
	}
	return s
}

// byHand is what a host would write for these terms alone: levels in tenths by
// month.
type byHand struct {
	first     civil.Month
	levels    []int64
	published []civil.Date
}

type moved struct {
	on         civil.Date
	price      finance.Money
	index, old int64
}

func (h *byHand) review(dst []moved, price finance.Money, first civil.Date, term civil.Period, known civil.Date) []moved {
	i := first.Month().Sub(h.first) - 2
	if !term.Contains(first) || !h.published[i].Before(known) || !h.published[i-12].Before(known) {
		return dst
	}
	next, err := price.MulDiv(h.levels[i], h.levels[i-12], finance.HalfEven)
	if err != nil {
		return dst
	}
	return append(dst, moved{first, next, h.levels[i], h.levels[i-12]})
}

func hand(s index.Series) *byHand {
	h := &byHand{first: s.Values[0].Month}
	for _, v := range s.Values {
		h.levels = append(h.levels, v.Value.Num()*10/v.Value.Den())
		h.published = append(h.published, v.Published)
	}
	return h
}

// A year of reviews, beside a loop by hand to the same prices.
func BenchmarkYear(b *testing.B) {
	all, s, known := leases(), decade(), civil.MustDate("2026-01-01")
	h := hand(s)
	reviews := make([]index.Review, 0, many)
	moves := make([]moved, 0, many)
	b.Run("kvartal", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			reviews = reviews[:0]
			for i := range all {
				reviews, _ = all[i].x.AppendReviews(reviews, all[i].price, all[i].term, s, known)
			}
		}
	})
	b.Run("by hand", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			moves = moves[:0]
			for i := range all {
				moves = h.review(moves, all[i].price, all[i].x.First, all[i].term, known)
			}
		}
	})
	b.Run("news", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for i := range all {
				all[i].x.News(all[i].term, s, civil.MustDate("2025-06-01"), civil.MustDate("2025-07-01"))
			}
		}
	})
}
