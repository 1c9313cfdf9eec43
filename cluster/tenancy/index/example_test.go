package index_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// A studio's rent of 45000.00 follows consumer prices each January, by the
// December before; the figures are made up.
func Example() {
	cpi := index.Series{ID: "cpi", Name: "CPI", Source: "made up", Step: 12, Values: []index.Value{
		{Month: civil.MustMonth("2024-12"), Value: finance.MustNumber("104.5"), Published: civil.MustDate("2025-01-15")},
		{Month: civil.MustMonth("2025-12"), Value: finance.MustNumber("112.4"), Published: civil.MustDate("2026-01-16")},
	}}
	rent := index.Indexation{Series: "cpi", First: civil.MustDate("2026-01-01"), Lag: 1}
	if err := index.Check(rent, cpi); err != nil {
		fmt.Println(err) // every problem, each with its path
		return
	}
	term := civil.Period{From: civil.MustDate("2025-01-01"), To: civil.MustDate("2030-01-01")}
	reviews, err := rent.Reviews(finance.MustMoney("45000.00 RUB"), term, cpi, civil.MustDate("2026-02-01"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range reviews {
		fmt.Println("from", r.On, "known on", r.Known)
		fmt.Println(r)
		fmt.Println(r.Text(accrual.Russian))
	}
	// Output:
	// from 2026-01-01 known on 2026-01-16
	// 48401.91 RUB = 45000.00 RUB × 112.4/104.5 (CPI 2025-12 to 2024-12)
	// 48 401,91 ₽ = 45 000,00 ₽ × 112,4/104,5 (CPI 2025-12 к 2024-12)
}

// yearOnYear is consumer prices in December against the December before, in per
// cent; the days of publication are made up.
var yearOnYear = index.Series{ID: "cpi", Name: "CPI", Source: "the office of statistics", Kind: index.Change, Step: 12, Values: []index.Value{
	{Month: civil.MustMonth("2022-12"), Value: finance.MustNumber("111.94"), Published: civil.MustDate("2023-01-15")},
	{Month: civil.MustMonth("2023-12"), Value: finance.MustNumber("107.42"), Published: civil.MustDate("2024-01-15")},
	{Month: civil.MustMonth("2024-12"), Value: finance.MustNumber("109.52"), Published: civil.MustDate("2025-01-15")},
}}

// A collar: each February the rent rises by the change of consumer prices over
// the last year, by no less than 4 % and no more than 8 %.
func ExampleIndexation_Reviews() {
	collar := index.Indexation{
		Series: "cpi", First: civil.MustDate("2023-02-01"), Lag: 2, Method: index.Chained,
		Floor: finance.MustRate("4%"), Cap: finance.MustRate("8%"),
	}
	term := civil.Period{From: civil.MustDate("2022-02-01"), To: civil.MustDate("2027-02-01")}
	reviews, err := collar.Reviews(finance.MustMoney("45000.00 RUB"), term, yearOnYear, civil.MustDate("2025-02-01"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range reviews {
		fmt.Println(r.On, r)
	}
	// Output:
	// 2023-02-01 48600.00 RUB, at most 8% over 45000.00 RUB: 45000.00 RUB × 111.94% (CPI 2022-12 to 2021-12)
	// 2024-02-01 52206.12 RUB = 48600.00 RUB × 107.42% (CPI 2023-12 to 2022-12)
	// 2025-02-01 56382.61 RUB, at most 8% over 52206.12 RUB: 52206.12 RUB × 109.52% (CPI 2024-12 to 2023-12)
}

// What an engine computes again after a month's publications: nothing, or all
// from a review day on.
func ExampleIndexation_News() {
	rent := index.Indexation{Series: "cpi", First: civil.MustDate("2023-02-01"), Lag: 2}
	term := civil.Period{From: civil.MustDate("2022-02-01")}
	for m := range civil.MustMonth("2024-12").Through(civil.MustMonth("2025-01")) {
		news := rent.News(term, yearOnYear, m.First(), m.Next().First())
		fmt.Printf("%v: %q\n", m, news)
	}
	// Output:
	// 2024-12: ""
	// 2025-01: "2025-02-01"
}

// A series that cannot serve is refused before the first review, not on it.
func ExampleCheck() {
	rent := index.Indexation{Series: "cpi", First: civil.MustDate("2022-02-01"), Every: 6, Lag: 2}
	fmt.Println(index.Check(rent, yearOnYear))
	// Output:
	// 2 problems: every: 6 months of a series of twelve-month changes: conflict; base: CPI begins with 2022-12, after 2021-12: out of range
}
