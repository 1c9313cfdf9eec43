package revshare

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

const climbKind = "escalator 1 "

func (c climb) text() accrual.State {
	return accrual.State(climbKind + c.from.String() + " " + strconv.FormatInt(c.counter, 10))
}

// readClimb reads what text writes, and nothing else.
func readClimb(state accrual.State) (climb, error) {
	if state == "" {
		return climb{}, nil
	}
	rest, found := strings.CutPrefix(string(state), climbKind)
	day, number, spaced := strings.Cut(rest, " ")
	if !found || !spaced || len(rest) > 40 {
		return climb{}, finance.ErrSyntax
	}
	from, err := civil.ParseDate(day)
	if err != nil {
		return climb{}, err
	}
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return climb{}, fmt.Errorf("counter %q: %w", number, finance.ErrSyntax)
	}
	c := climb{from, n}
	if c.text() != state {
		return climb{}, finance.ErrSyntax
	}
	return c, nil
}
