package ledgertest

import (
	"fmt"
	"testing"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// rule is one promise, and what breaks it on an empty store.
type rule struct {
	name   string
	broken func(ledger.Store) error
}

// Run holds stores to the promises of ledger.Store, each rule in a subtest of
// its own on a store of its own, which open returns empty.
func Run(t *testing.T, open func(t *testing.T) ledger.Store) {
	t.Helper()
	run(t, rules, open)
}

// RunConcurrent is Run for the promises of a store that many may use at once.
// Run it with the race detector.
func RunConcurrent(t *testing.T, open func(t *testing.T) ledger.Store) {
	t.Helper()
	run(t, concurrent, open)
}

func run(t *testing.T, rules []rule, open func(t *testing.T) ledger.Store) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			if err := r.check(open(t)); err != nil {
				t.Error(err)
			}
		})
	}
}

// Check holds empty stores, one for each rule, to the promises of ledger.Store.
// It returns every rule that is broken, as finance.Problems by its name.
func Check(open func() ledger.Store) error { return check(rules, open) }

// CheckConcurrent is Check for the promises of a store that many may use at
// once.
func CheckConcurrent(open func() ledger.Store) error { return check(concurrent, open) }

func check(rules []rule, open func() ledger.Store) error {
	var wrong finance.Problems
	for _, r := range rules {
		wrong.Add(r.name, r.check(open()))
	}
	return wrong.Err()
}

// check is what breaks the rule; a panic does as well.
func (r rule) check(s ledger.Store) (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("panic: %v", x)
		}
	}()
	return r.broken(s)
}
