package cashflow

import (
	"fmt"
	"math"

	"github.com/creative-cluster/kvartal/finance"
)

// MIRR is the modified internal rate of return of p, a period: what is received
// is reinvested to the last period at one rate, what is paid is financed from
// the first at another. It is one wherever both signs occur, and so the figure
// to rank by. A measure, computed in floats.
//
//	MIRR = (Σ received(k) (1+reinvest)^(n-k) / -Σ paid(k) / (1+finance)^k)^(1/n) - 1
//
// with n periods from the first amount to the last, zeros included. Flows that
// are not of both signs are finance.ErrMissing. Source: MIRR of OpenFormula
// (OpenDocument 1.3, part 4).
func (p Periodic) MIRR(financed, reinvested float64) (float64, error) {
	s, err := p.series()
	if err != nil {
		return 0, err
	}
	cost, err := logGrowth(financed)
	if err != nil {
		return 0, fmt.Errorf("finance %w", err)
	}
	yield, err := logGrowth(reinvested)
	if err != nil {
		return 0, fmt.Errorf("reinvestment %w", err)
	}
	n := float64(len(s.amounts) - 1)
	var received, paid sum
	for i, a := range s.amounts {
		switch k := float64(i); {
		case a > 0:
			received.add(a * math.Exp((n-k)*yield))
		case a < 0:
			paid.add(-a * math.Exp(-k*cost))
		}
	}
	if received.value() == 0 || paid.value() == 0 {
		return 0, fmt.Errorf("flows of both signs: %w", finance.ErrMissing)
	}
	rate := math.Expm1((math.Log(received.value()) - math.Log(paid.value())) / n)
	if err := finite(rate); err != nil {
		return 0, err
	}
	return rate, nil
}
