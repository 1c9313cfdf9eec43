package ledger

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// Draw takes what is needed from sources in their order, each emptied before
// the next is touched, and returns what each gives: a deposit before the
// receivable, vouchers by the day of their end, own money last. When they have
// too little together, nothing is drawn and ErrLimit says what is missing. What
// is below zero, needed or there, is ErrNegative.
//
// Source: the ordered sources of Numscript, "send [USD 100] (source = { @a @b })".
func Draw(need finance.Money, sources ...finance.Money) ([]finance.Money, error) {
	if need.Sign() < 0 {
		return nil, finance.Problem{Path: "need", Err: finance.ErrNegative}
	}
	var wrong finance.Problems
	drawn, left := make([]finance.Money, len(sources)), need
	for i, has := range sources {
		if has.Sign() < 0 {
			wrong.AddAt("sources", i, finance.ErrNegative)
		}
		part, err := finance.Min(left, has)
		if err == nil {
			drawn[i] = part
			left, err = left.Sub(part)
		}
		wrong.AddAt("sources", i, err)
	}
	if wrong.Len() == 0 && !left.IsZero() {
		wrong.Add("need", fmt.Errorf("%s is missing: %w", left, finance.ErrLimit))
	}
	if wrong.Len() > 0 {
		return nil, wrong.Err()
	}
	return drawn, nil
}
