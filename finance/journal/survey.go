package journal

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// survey is what must be known of all entries before the first is written.
type survey struct {
	since, until civil.Date
	balances     map[place]finance.Money // of an account alone
	memos, locks int                     // lines off the balance, and locks
}

type place struct {
	account  ledger.Account
	currency finance.Currency
}

// surveyed goes through entries once and reports all that is wrong with them
// by entries[i]. Of what the dialect has no place for it takes the count only.
func surveyed(entries iter.Seq[ledger.Entry], d Dialect, lastYear int) (survey, error) {
	s := survey{balances: map[place]finance.Money{}}
	var wrong finance.Problems
	i := 0
	for e := range entries {
		wrong.AddAt("entries", i, s.add(e, d, lastYear))
		i++
	}
	return s, wrong.Err()
}

// firstYear is where the calendar of Ledger begins.
const firstYear = 1400

func (s *survey) add(e ledger.Entry, d Dialect, lastYear int) error {
	if err := e.Validate(); err != nil {
		return err
	}
	if year := e.Day().Year(); year < firstYear || year > lastYear {
		return finance.Problem{Path: "on", Err: fmt.Errorf("year %d: %w", year, finance.ErrRange)}
	}
	kept, some := onBalance(&e)
	s.memos += len(e.Lines) - len(kept.Lines)
	if e.Lock != (ledger.Lock{}) {
		s.locks++
	}
	if d == Beancount {
		e.Lines = kept.Lines
		if !some {
			return nil
		}
	}
	return s.count(&e)
}

// count adds up what e moves.
func (s *survey) count(e *ledger.Entry) error {
	day := e.Day()
	if s.since.IsZero() || day.Before(s.since) {
		s.since = day
	}
	if day.After(s.until) {
		s.until = day
	}
	var wrong finance.Problems
	for i, n := range e.Lines {
		key := place{n.Account, n.Amount.Currency()}
		sum, err := s.balances[key].Add(n.Amount)
		wrong.AddAt("lines", i, err)
		s.balances[key] = sum
	}
	return wrong.Err()
}

// places are the accounts with each of their currencies, in order.
func (s *survey) places() []place {
	return slices.SortedFunc(maps.Keys(s.balances), func(a, b place) int {
		return cmp.Or(cmp.Compare(a.account, b.account), cmp.Compare(a.currency.Code(), b.currency.Code()))
	})
}

func (s *survey) accounts() []ledger.Account {
	var list []ledger.Account
	for _, p := range s.places() {
		if len(list) == 0 || list[len(list)-1] != p.account {
			list = append(list, p.account)
		}
	}
	return list
}

func (s *survey) currencies() []finance.Currency {
	var list []finance.Currency
	for _, p := range s.places() {
		if !slices.Contains(list, p.currency) {
			list = append(list, p.currency)
		}
	}
	slices.SortFunc(list, func(a, b finance.Currency) int { return cmp.Compare(a.Code(), b.Code()) })
	return list
}
