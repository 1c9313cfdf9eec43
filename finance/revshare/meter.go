package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// counted is what the only meter of a clause counted, as money.
func counted(s *accrual.Span) (finance.Money, error) {
	if len(s.Meters) != 1 {
		return finance.Money{}, fmt.Errorf("%d meters in the span, 1 in the clause: %w", len(s.Meters), finance.ErrConflict)
	}
	return finance.Minor(s.Meters[0], s.Currency), nil
}

func checkMeter(m accrual.Meter) error { return checkName(string(m)) }

func checkName(name string) error { return finance.CheckName(name, accrual.MaxText) }

// checkShare refuses a share below nothing or above the whole: "8" is not 8 %.
func checkShare(r finance.Rate) error {
	switch {
	case r.Sign() < 0:
		return finance.ErrNegative
	case r.Num() > r.Den():
		return fmt.Errorf("%v is more than the whole: %w", r, finance.ErrRange)
	}
	return nil
}

// checkWindow notes what is wrong with a window under the fields that give it.
func checkWindow(wrong *finance.Problems, w accrual.Window) {
	_, err := w.Cycle.MarshalText()
	wrong.Add("per", err)
	_, err = w.Returns.MarshalText()
	wrong.Add("returns", err)
	if w.Cycle == accrual.ByLine && w.Returns != accrual.InOwnWindow {
		wrong.Add("returns", fmt.Errorf("a line has no other window: %w", finance.ErrConflict))
	}
}
