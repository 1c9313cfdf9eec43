package ledger

import (
	"strings"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Spending is what became of money given for a purpose.
//
//	Held     = Received - Returned - everything spent
//	Accepted = the Accepted of the lines, at most Awarded
//	ToReturn = Received - Accepted - Returned
//
// ToReturn is what the giver gets back: what is not spent, and what was spent
// over a line or outside the purpose, which the owner bears.
type Spending struct {
	At       civil.Date
	Received finance.Money
	Returned finance.Money
	Accepted finance.Money
	Held     finance.Money // the balance of the account, positive while money is left
	ToReturn finance.Money // below zero when more was spent than came so far
	Lines    []SpentLine   // in the order of the estimate
	Outside  []Outside     // in the order of posting
}

// SpentLine is one line of the estimate.
//
//	Allowed  = Amount × (1 + Excess), rounded down
//	Accepted = Spent, at most Allowed
//	Over     = Spent - Accepted
type SpentLine struct {
	Estimate
	Allowed  finance.Money
	Spent    finance.Money // in the period of the purpose
	Accepted finance.Money
	Over     finance.Money // above zero when the line is overspent
	Left     finance.Money // Amount - Spent, below zero within the excess and beyond
}

// Outside is money of the purpose that was spent on what is no line of its
// estimate, or on a day that is not in its period.
type Outside struct {
	Entry   uuid.UUID
	On      civil.Date
	Account Account
	Amount  finance.Money // what was spent; below zero where it was undone
	Text    string
}

// Spending folds what was received, spent and returned of a purpose by the end
// of a day. A reversal takes back what it undoes. Lines of other currencies are
// none of the purpose's, and not in it.
func (l Ledger) Spending(p Purpose, at civil.Date) (Spending, error) {
	if err := p.Validate(); err != nil {
		return Spending{}, err
	}
	f := spendingFold{of: &p, lines: map[Account]int{}, spent: make([]int64, len(p.Estimates)), undoes: map[uuid.UUID]bool{}, days: map[uuid.UUID]civil.Date{}}
	for i, x := range p.Estimates {
		f.lines[p.Account+":"+Account(x.Name)] = i
	}
	for e := range l.until(at) {
		f.add(e)
	}
	return f.result(at)
}

type spendingFold struct {
	of                          *Purpose
	lines                       map[Account]int
	spent                       []int64
	days                        map[uuid.UUID]civil.Date // on which the money of an entry was spent
	undoes                      map[uuid.UUID]bool       // entries that undo one which stands
	received, returned, outside int64
	list                        []Outside
}

func (f *spendingFold) add(e *Entry) {
	if !e.moves(f.of.Account) {
		return
	}
	f.days[e.ID] = e.On
	if e.Reverses != uuid.Nil {
		f.undoes[e.ID], f.days[e.ID] = !f.undoes[e.Reverses], f.days[e.Reverses]
	}
	for i := range e.Lines {
		n := &e.Lines[i]
		if n.Account.In(f.of.Account) && n.Amount.Currency() == f.of.Awarded.Currency() {
			f.line(e, n)
		}
	}
}

// line tells what came from what went: a credit of the account itself came,
// unless it undoes a debit.
func (f *spendingFold) line(e *Entry, n *Line) {
	minor := n.Amount.Minor()
	i, ok := f.lines[f.level(n.Account)]
	switch {
	case n.Account == f.of.Account && (minor < 0) != f.undoes[e.ID]:
		f.received -= minor
	case n.Account.In(f.of.Account + ":" + Returned):
		f.returned += minor
	case ok && f.of.Period.Contains(f.days[e.ID]):
		f.spent[i] += minor
	default:
		f.outside += minor
		f.list = append(f.list, Outside{e.ID, e.On, n.Account, n.Amount, e.Text})
	}
}

// level is the account of a line of the estimate that a grows from.
func (f *spendingFold) level(a Account) Account {
	below := strings.TrimPrefix(string(a), string(f.of.Account)+":")
	name, _, _ := strings.Cut(below, ":")
	return f.of.Account + ":" + Account(name)
}

func (f *spendingFold) result(at civil.Date) (Spending, error) {
	in := func(n int64) finance.Money { return finance.Minor(n, f.of.Awarded.Currency()) }
	s := Spending{At: at, Received: in(f.received), Returned: in(f.returned), Outside: f.list}
	accepted, spent := int64(0), f.outside
	for i, x := range f.of.Estimates {
		line, err := x.line(f.spent[i])
		if err != nil {
			return Spending{}, err
		}
		s.Lines = append(s.Lines, line)
		accepted += line.Accepted.Minor()
		spent += f.spent[i]
	}
	accepted = min(accepted, f.of.Awarded.Minor())
	s.Accepted, s.Held, s.ToReturn = in(accepted), in(f.received-f.returned-spent), in(f.received-accepted-f.returned)
	return s, nil
}

func (x Estimate) line(spent int64) (SpentLine, error) {
	more, err := x.Amount.MulRate(x.Excess, finance.Down)
	if err != nil {
		return SpentLine{}, err
	}
	allowed, err := x.Amount.Add(more)
	if err != nil {
		return SpentLine{}, err
	}
	in := func(n int64) finance.Money { return finance.Minor(n, x.Amount.Currency()) }
	accepted := min(spent, allowed.Minor())
	return SpentLine{
		Estimate: x, Allowed: allowed, Spent: in(spent), Accepted: in(accepted), Over: in(spent - accepted), Left: in(x.Amount.Minor() - spent),
	}, nil
}
