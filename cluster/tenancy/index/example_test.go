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
		{Month: civil.MustMonth("2024-12"), Value: finance.MustRate("104.5"), Published: civil.MustDate("2025-01-15")},
		{Month: civil.MustMonth("2025-12"), Value: finance.MustRate("112.4"), Published: civil.MustDate("2026-01-16")},
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
