package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Combined makes one charge of several clauses: their sum, the greatest or the
// least of them, held between a minimum and a maximum. Of one part it is that
// clause with its bounds: a commission of at most 500 an order (by line), of at
// least 3,000 a month, of at most 40,000 a year or over the life of the
// agreement, as Per says.
//
// By line, each fact stands alone; for a cap on an order of several lines the
// host hands in the receipt as one fact. A fact whose first meter that is not
// nothing is below zero is a return: it gives back what the opposite fact would
// have borne, fixed sums and bounds included, so a whole refund returns
// everybody to zero. Where refunds come in parts, or an order is capped under a
// yearly scale, see [FrozenCommission].
//
// With a minimum, a window longer than a month is charged once, as it settles,
// since before that a sale could still lift the amount over it. The bounds of a
// month, quarter, year or life hold the total of the window, whatever its sign.
type Combined struct {
	Take     Take             `json:"take,omitzero"` // the sum, unless it says otherwise
	Of       []Part           `json:"of"`
	AtLeast  finance.Money    `json:"at_least,omitzero"` // of a whole window; none is no minimum
	AtMost   finance.Money    `json:"at_most,omitzero"`  // of a whole window; above zero; none is no maximum
	Per      accrual.Cycle    `json:"per,omitzero"`
	Returns  accrual.Returns  `json:"returns,omitzero"`
	Prorated bool             `json:"prorated,omitempty"` // a window held in part has that part of the bounds, by days
	Rounding finance.Rounding `json:"rounding,omitzero"`  // of a prorated bound
}

var _ accrual.Earner = Combined{}

// Take says what is taken of several amounts. The zero Take is Sum.
type Take uint8

// What may be taken.
const (
	Sum Take = iota
	Greatest
	Least
)

var takeNames = finance.NewNames[Take]("take", "sum", "greatest", "least")

// String is the name: sum, greatest, least.
func (t Take) String() string { return takeNames.Text(t) }

// Validate refuses a value that is none of the three with ErrRange.
func (t Take) Validate() error { return takeNames.Validate(t) }

// MarshalText writes what String writes; an unknown value is an error.
func (t Take) MarshalText() ([]byte, error) { return takeNames.Marshal(t) }

// UnmarshalText reads what String writes.
func (t *Take) UnmarshalText(text []byte) error { return takeNames.Unmarshal(t, text) }

// Window is what Per and Returns say.
func (c Combined) Window() accrual.Window {
	once := c.AtLeast != finance.Money{} && c.Per != accrual.ByMonth && c.Per != accrual.ByLine
	return accrual.Window{Cycle: c.Per, Returns: c.Returns, Once: once}
}

// Meters are those of the parts, one part after the other.
func (c Combined) Meters() []accrual.Meter { return metersOf(c.Of...) }

// Earned is what is taken of the parts, within the bounds.
//
//	amount = min(at most, max(at least, Σ parts)), or max or min in place of Σ
func (c Combined) Earned(s accrual.Span) (finance.Money, error) {
	amount, err := c.mirrored(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("combined: %w", err)
	}
	return amount, nil
}

// mirrored turns a line that is a return round.
func (c *Combined) mirrored(s *accrual.Span) (finance.Money, error) {
	if c.Per != accrual.ByLine || !isReturn(s.Meters) {
		return c.bounded(s)
	}
	sale := *s
	sale.Trace = nil
	sale.Meters = make([]int64, len(s.Meters))
	for i, n := range s.Meters {
		if n == -n && n != 0 {
			return finance.Money{}, finance.ErrOverflow
		}
		sale.Meters[i] = -n
	}
	amount, err := c.bounded(&sale)
	if err != nil {
		return finance.Money{}, err
	}
	back, err := amount.Neg()
	s.Trace.Fixed(back)
	return back, err
}

func isReturn(meters []int64) bool {
	for _, n := range meters {
		if n != 0 {
			return n < 0
		}
	}
	return false
}

func (c *Combined) bounded(s *accrual.Span) (finance.Money, error) {
	amount, err := c.taken(s)
	if err != nil {
		return finance.Money{}, err
	}
	if (c.AtLeast != finance.Money{}) {
		least, err := c.bound(s, c.AtLeast)
		if err != nil {
			return finance.Money{}, err
		}
		s.Trace.AtLeast(amount, least)
		if amount, err = finance.Max(amount, least); err != nil {
			return finance.Money{}, err
		}
	}
	if (c.AtMost == finance.Money{}) {
		return amount, nil
	}
	most, err := c.bound(s, c.AtMost)
	if err != nil {
		return finance.Money{}, err
	}
	s.Trace.AtMost(amount, most)
	return finance.Min(amount, most)
}

// bound is a bound for the part of the window that is held.
func (c *Combined) bound(s *accrual.Span, whole finance.Money) (finance.Money, error) {
	if !c.Prorated {
		return whole, nil
	}
	held, days := s.Part()
	return whole.MulDiv(held, days, c.Rounding)
}

func (c *Combined) taken(s *accrual.Span) (finance.Money, error) {
	if c.Take == Sum {
		return c.sum(s)
	}
	trace := s.Trace
	s.Trace = nil
	best, amount, err := c.best(s)
	s.Trace = trace
	if err != nil || trace == nil {
		return amount, err
	}
	return amount, c.tell(s, best, amount)
}

func (c *Combined) sum(s *accrual.Span) (finance.Money, error) {
	sum, at := finance.Zero(s.Currency), 0
	for i := range c.Of {
		var one finance.Money
		var err error
		if one, at, err = c.Of[i].earned(s, at); err == nil {
			sum, err = sum.Add(one)
		}
		if err != nil {
			return finance.Money{}, err
		}
	}
	return sum, nil
}

// best is the part that is taken, the first of equals, and its amount.
func (c *Combined) best(s *accrual.Span) (best int, amount finance.Money, err error) {
	if err := c.Take.Validate(); err != nil {
		return 0, finance.Money{}, err
	}
	at := 0
	for i := range c.Of {
		var one finance.Money
		if one, at, err = c.Of[i].earned(s, at); err != nil {
			return 0, finance.Money{}, err
		}
		order, err := one.Cmp(amount)
		if err != nil {
			return 0, finance.Money{}, err
		}
		if i == 0 || c.Take == Greatest && order > 0 || c.Take == Least && order < 0 {
			best, amount = i, one
		}
	}
	return best, amount, nil
}

// tell notes how the best came about, and then the others beside it.
func (c *Combined) tell(s *accrual.Span, best int, amount finance.Money) error {
	note := s.Trace.AtLeast
	if c.Take == Least {
		note = s.Trace.AtMost
	}
	silent := *s
	silent.Trace = nil
	var others []finance.Money
	at := 0
	for i := range c.Of {
		span := &silent
		if i == best {
			span = s
		}
		one, next, err := c.Of[i].earned(span, at)
		if err != nil {
			return err
		}
		if at = next; i != best {
			others = append(others, one)
		}
	}
	for _, other := range others {
		note(amount, other)
	}
	return nil
}

// Validate reports everything that is wrong with c, as finance.Problems: a
// maximum below the minimum, and flat shares of one meter that sum to more than
// the whole, among others.
func (c Combined) Validate() error {
	var wrong finance.Problems
	wrong.Add("take", c.Take.Validate())
	parts := checkParts(c.Of, c.Window())
	wrong.Add("", parts)
	if parts == nil && c.Take == Sum {
		wrong.Add("of", checkWhole(c.Of))
	}
	checkBounds(&wrong, c.AtLeast, c.AtMost)
	checkWindow(&wrong, c.Window())
	if parts == nil {
		wrong.Add("of", checkLine(c.Meters(), c.Window()))
	}
	if c.Prorated && (c.Per == accrual.ByLine || c.Per == accrual.ByLife) {
		wrong.Add("prorated", fmt.Errorf("a %v has no length: %w", c.Per, finance.ErrConflict))
	}
	wrong.Add("rounding", c.Rounding.Validate())
	return wrong.Err()
}

// checkBounds refuses bounds below nothing, in two currencies, or crossed.
func checkBounds(wrong *finance.Problems, least, most finance.Money) {
	none := finance.Money{}
	if least != none {
		wrong.Add("at_least", checkAmount(least))
	}
	if most != none {
		wrong.Add("at_most", checkAmount(most))
		if most.IsZero() { // files leave it out, and then it is none
			wrong.Add("at_most", fmt.Errorf("a maximum of nothing: %w", finance.ErrRange))
		}
	}
	if least == none || most == none {
		return
	}
	switch order, err := most.Cmp(least); {
	case err != nil:
		wrong.Add("at_most", finance.ErrCurrency)
	case order < 0:
		wrong.Add("at_most", fmt.Errorf("%v is below the minimum %v: %w", most, least, finance.ErrOrder))
	}
}

// checkWhole refuses flat shares of one meter that take more than all of it.
func checkWhole(parts []Part) error {
	var sums wholes
	for _, p := range parts {
		if c, ok := p.Clause.(Commission); ok {
			if err := sums.add(string(c.Meter), c.Rate); err != nil {
				return err
			}
		}
	}
	return nil
}

// wholes are sums of shares by what they are shares of.
type wholes map[string]finance.Rate

var whole = finance.MustRate("100%")

// add refuses a share with which the sum is over the whole, with ErrRange.
func (w *wholes) add(of string, rate finance.Rate) error {
	if *w == nil {
		*w = wholes{}
	}
	sum, err := (*w)[of].Add(rate)
	if err != nil {
		return err
	}
	(*w)[of] = sum
	if sum.Cmp(whole) > 0 {
		return fmt.Errorf("shares of %.40q sum to %v: %w", of, sum, finance.ErrRange)
	}
	return nil
}
