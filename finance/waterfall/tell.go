package waterfall

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance/accrual"
)

// told is a round in the explanation of what one party is owed.
type told struct {
	t     *Terms
	round Round
	party accrual.Party
}

// Text puts the round into words.
func (x told) Text(l accrual.Language) string { return x.round.text(x.t, l, x.party) }

type toldAccrual struct {
	t *Terms
	a Accrual
}

// Text puts the accrual into words.
func (x toldAccrual) Text(l accrual.Language) string { return x.a.text(x.t, l) }

type toldClawBack struct{ payment Payment }

// Text puts the claw-back into words.
func (x toldClawBack) Text(l accrual.Language) string {
	l, w := speaking(l)
	return fmt.Sprintf(w.claw, payments([]Payment{x.payment}, nil, l))
}
