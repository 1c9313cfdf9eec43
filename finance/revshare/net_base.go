package revshare

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// NetBase goes from gross to the base of a share by deductions in their stated
// order: tax that is inside the price, returns, discounts, the card fee,
// delivery, a fund. Its explanation says each line, and the lines sum to the
// difference to the kopeck.
//
// Owed as it stands, it is a party's net receipts, and a [Commission] on the
// meter accrual.Of(name) counts it. Where the base is not itself owed, it is the
// part of a [ShareOf]:
//
//	revshare.ShareOf{Rate: finance.MustRate("30%"), Of: revshare.Part{Clause: base}}
//
// A base below zero, of a window in which more came back than was sold, stands:
// the clause that counts it says what that owes.
type NetBase struct {
	Meter      accrual.Meter    `json:"meter"` // gross, in minor units
	Deductions []Deduction      `json:"deductions"`
	Per        accrual.Cycle    `json:"per,omitzero"`
	Returns    accrual.Returns  `json:"returns,omitzero"`
	Rounding   finance.Rounding `json:"rounding,omitzero"` // of each line; below zero it mirrors what it does above
}

var _ accrual.Earner = NetBase{}

// Window is what Per and Returns say.
func (b NetBase) Window() accrual.Window { return accrual.Window{Cycle: b.Per, Returns: b.Returns} }

// Meters are that of gross, and those of the deductions in their order.
func (b NetBase) Meters() []accrual.Meter {
	meters := []accrual.Meter{b.Meter}
	for _, d := range b.Deductions {
		if d.Meter != "" {
			meters = append(meters, d.Meter)
		}
	}
	return meters
}

// Earned is what the deductions leave of what was counted so far.
//
//	base = gross - Σ deductions, each rounded by itself
func (b NetBase) Earned(s accrual.Span) (finance.Money, error) {
	left, err := b.left(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("net base: %w", err)
	}
	return left, nil
}

func (b *NetBase) left(s *accrual.Span) (finance.Money, error) {
	if n := b.width(); n != len(s.Meters) {
		return finance.Money{}, fmt.Errorf("%d meters in the span, %d in the clause: %w", len(s.Meters), n, finance.ErrConflict)
	}
	gross := finance.Minor(s.Meters[0], s.Currency)
	s.Trace.Fixed(gross)
	left, at := gross, 1
	for i := range b.Deductions {
		d := &b.Deductions[i]
		of := d.of(gross, left)
		if d.Meter != "" {
			of, at = finance.Minor(s.Meters[at], s.Currency), at+1
		}
		line, err := d.amount(of, s.Window.From, b.Rounding)
		if err == nil {
			left, err = d.apply(left, line)
		}
		if err != nil {
			return finance.Money{}, fmt.Errorf("%.40q: %w", d.Name, err)
		}
		if s.Trace != nil {
			s.Trace.Tell(deducted{d.Name, d.Adds, len(d.Tax) > 0 && !d.Adds, of, d.share(s.Window.From), line, left})
		}
	}
	return left, nil
}

// width is how many meters b counts.
func (b *NetBase) width() int {
	n := 1
	for i := range b.Deductions {
		if b.Deductions[i].Meter != "" {
			n++
		}
	}
	return n
}

// deducted is one line of a net base, for its explanation.
type deducted struct {
	name   string
	adds   bool
	inside bool // a tax that is in the amount
	of     finance.Money
	share  finance.Rate // zero of all of it
	line   finance.Money
	left   finance.Money
}

// deductedWords are the words of a line: less, plus, inside, leaves, the point.
var deductedWords = map[accrual.Language][5]string{
	accrual.English: {"less", "plus", "inside", "leaves", "."},
	accrual.Russian: {"минус", "плюс", "внутри", "остаётся", ","},
}

// Text says the line: less "card fee" 30.00 RUB (1000.00 RUB × 3%), leaves 970.00 RUB.
func (d deducted) Text(l accrual.Language) string {
	words, known := deductedWords[l]
	if !known {
		words = deductedWords[accrual.English]
	}
	sign := words[0]
	if d.adds {
		sign = words[1]
	}
	text := fmt.Sprintf("%s %q %s", sign, d.name, l.Format(d.line))
	rate := strings.Replace(d.share.String(), ".", words[4], 1)
	switch {
	case d.inside:
		text += fmt.Sprintf(" (%s %s %s)", rate, words[2], l.Format(d.of))
	case !d.share.IsZero():
		text += fmt.Sprintf(" (%s × %s)", l.Format(d.of), rate)
	}
	return text + ", " + words[3] + " " + l.Format(d.left)
}

// Validate reports everything that is wrong with b, as finance.Problems.
func (b NetBase) Validate() error {
	var wrong finance.Problems
	wrong.Add("meter", checkMeter(b.Meter))
	if len(b.Deductions) >= accrual.MaxMeters {
		wrong.Add("deductions", fmt.Errorf("%d, at most %d: %w", len(b.Deductions), accrual.MaxMeters-1, finance.ErrLimit))
		return wrong.Err()
	}
	var taken finance.Rate
	for i := range b.Deductions {
		d := &b.Deductions[i]
		wrong.AddAt("deductions", i, d.check(b.Per))
		if !d.OfGross || d.Adds || d.Rate.Sign() < 0 {
			continue
		}
		var err error
		if taken, err = taken.Add(d.Rate); err == nil && taken.Cmp(whole) > 0 {
			err = fmt.Errorf("with those before it %v of gross: %w", taken, finance.ErrRange)
		}
		wrong.AddAt("deductions", i, at("rate", err))
	}
	checkWindow(&wrong, b.Window())
	wrong.Add("meter", checkLine(b.Meters(), b.Window()))
	wrong.Add("rounding", b.Rounding.Validate())
	return wrong.Err()
}
