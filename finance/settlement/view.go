package settlement

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// View is how the owner looks at its books before it pays: what the reports let
// go, by which rule payments settle debts, and how another currency is reckoned.
// Propose and Draw are its verbs, and also stand alone for a View of books and
// reports.
//
// Without a Rule a payment settles what is due first, as Ledger.Open says. Then
// a payout of what is ready settles what is older, also when that is held; so
// where an older amount may wait while a newer one is paid, give a Rule, such as
// ledger.OldestFirst, and keep what Proposal.Instructions says of each payout.
type View struct {
	Books    ledger.Ledger
	Released Released
	Rule     ledger.Allocation    // what settles what; zero for Ledger.Open
	Told     []ledger.Instruction // what payouts were for; they need a Rule
	Exchange ledger.Exchange      // for parties that are paid in another currency
}

// opened is what is open at the end of a day. By a rule all parties of an account
// are settled together, and once.
type opened struct {
	view *View
	at   civil.Date
	in   map[ledger.Account]map[accrual.Party][]ledger.Open
}

func (o *opened) of(account ledger.Account, party accrual.Party) ([]ledger.Open, error) {
	if !o.view.ruled() {
		return o.view.Books.OpenWith(party, account, o.at), nil
	}
	byParty, ok := o.in[account]
	if !ok {
		all, err := o.view.allocated(account, o.at)
		if err != nil {
			return nil, err
		}
		byParty = map[accrual.Party][]ledger.Open{}
		for _, one := range all {
			byParty[one.Party] = append(byParty[one.Party], one)
		}
		o.in[account] = byParty
	}
	return byParty[party], nil
}

func (v *View) ruled() bool { return len(v.Told) > 0 || !reflect.ValueOf(v.Rule).IsZero() }

func (v *View) allocated(account ledger.Account, at civil.Date) ([]ledger.Open, error) {
	told, places := v.toldOf(account, at)
	all, err := v.Books.Allocate(v.Rule, account, at, told...)
	if err != nil {
		return nil, renumbered(err, places)
	}
	return all.Open(), nil
}

// toldOf are the instructions known by the end of a day that may concern an
// account, and their places: those of a credit that settles another are nothing
// to it.
func (v *View) toldOf(account ledger.Account, at civil.Date) (told []ledger.Instruction, places []int) {
	for n, i := range v.Told {
		if !i.Known.After(at) && v.concerns(&i, account) {
			told, places = append(told, i), append(places, n)
		}
	}
	return told, places
}

func (v *View) concerns(i *ledger.Instruction, account ledger.Account) bool {
	credit := i.Credit
	if i.Payment != "" {
		credit = ledger.Payment{ID: i.Payment}.Posting()
	}
	e, ok := v.Books.Entry(credit)
	for _, n := range e.Lines {
		if n.Account.In(account) {
			return true
		}
	}
	return !ok // the rule says what is wrong with it
}

// renumbered puts the places of the whole list into problems of a part of it.
func renumbered(err error, places []int) error {
	var found, wrong finance.Problems
	if !errors.As(err, &found) {
		return err
	}
	for p := range found.All() {
		rest, ok := strings.CutPrefix(p.Path, "told[")
		number, after, _ := strings.Cut(rest, "]")
		if n, err := strconv.Atoi(number); ok && err == nil && n < len(places) {
			p.Path = fmt.Sprintf("told[%d]%s", places[n], after)
		}
		wrong.Add(p.Path, p.Err)
	}
	return wrong.Err()
}
