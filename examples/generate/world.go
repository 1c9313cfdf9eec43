package main

import (
	"math/rand/v2"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/examples/data"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// The year of the facts.
var (
	firstMonth = civil.MustMonth("2025-12")
	lastMonth  = civil.MustMonth("2026-11")
	year       = civil.Period{From: firstMonth.First(), To: lastMonth.Next().First()}
)

// operator runs the cluster.
const operator accrual.Party = "quarter"

// world is a set in the making.
type world struct {
	*rand.Rand
	scale  int
	set    data.Set
	serial map[string]int
}

// Generate makes the files of a set, by name.
func Generate(seed uint64, scale int) (map[string][]byte, error) {
	w := &world{Rand: rand.New(rand.NewPCG(seed, 0x6b76617274616c)), scale: scale, serial: map[string]int{}}
	w.set.Frame = frame()
	w.set.Cluster = cluster.Cluster{
		Name:     "Квартал (вымышленный кластер в настоящей рамке «Квартала Труда», Якутск)",
		Operator: operator,
	}
	w.house()
	w.shop()
	w.exchange()
	w.profiles()
	w.awards()
	w.chart()
	w.sales()
	w.goods()
	w.costs()
	w.late()
	if err := w.payments(); err != nil {
		return nil, err
	}
	w.budget()
	return files(w.set)
}

// id is the next id of a kind.
func (w *world) id(kind string) string {
	w.serial[kind]++
	return numbered(kind, w.serial[kind])
}

// between draws a whole number from lo to hi, both included.
func (w *world) between(lo, hi int) int { return lo + w.IntN(hi-lo+1) }

// roubles draws an amount from lo to hi roubles, a multiple of step.
func (w *world) roubles(lo, hi, step int) finance.Money {
	return rub(int64(w.between(lo/step, hi/step)) * int64(step))
}

func rub(n int64) finance.Money { return finance.Minor(100*n, finance.RUB) }

// day is the d-th day of a month, or its last.
func day(m civil.Month, d int) civil.Date { return m.First().AddDays(min(d, m.Days()) - 1) }
