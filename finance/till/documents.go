package till

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Tender is how a buyer paid, as the host names it: cash, card, sbp.
type Tender string

// Line is one item of a receipt.
type Line struct {
	ID        string        `json:"id"` // unique
	On        civil.Date    `json:"on"`
	Receipt   string        `json:"receipt"`
	Shift     string        `json:"shift"`
	Tender    Tender        `json:"tender"`
	Channel   string        `json:"channel,omitempty"` // shop, fair, site
	Item      string        `json:"item,omitempty"`
	Agreement string        `json:"agreement,omitempty"` // with the maker
	Gross     finance.Money `json:"gross"`               // before the discount; below zero of a refund
	Discount  finance.Money `json:"discount,omitzero"`   // of the same sign, at most gross
	Of        accrual.Ref   `json:"of,omitzero"`         // the line that a refund takes back
}

// Net is what the buyer paid: gross - discount.
func (l Line) Net() (finance.Money, error) { return l.Gross.Sub(l.Discount) }

// Validate reports everything that is wrong with l, as finance.Problems.
func (l Line) Validate() error {
	var wrong finance.Problems
	needText(&wrong, "id", l.ID)
	needDay(&wrong, l.On)
	needText(&wrong, "receipt", l.Receipt)
	needText(&wrong, "shift", l.Shift)
	needText(&wrong, "tender", string(l.Tender))
	limitText(&wrong, "channel", l.Channel)
	limitText(&wrong, "item", l.Item)
	limitText(&wrong, "agreement", l.Agreement)
	needMoney(&wrong, "gross", l.Gross)
	wrong.Add("discount", l.checkDiscount())
	limitText(&wrong, "of.id", l.Of.ID)
	if (l.Of.ID == "") != l.Of.On.IsZero() {
		wrong.Add("of", finance.ErrMissing)
	}
	return wrong.Err()
}

func (l *Line) checkDiscount() error {
	if l.Discount.IsZero() {
		return nil
	}
	net, err := l.Net()
	switch {
	case err != nil:
		return err
	case l.Discount.Sign() != l.Gross.Sign(), net.Sign() == -l.Gross.Sign():
		return fmt.Errorf("%v of %v: %w", l.Discount, l.Gross, finance.ErrRange)
	}
	return nil
}

// ShiftTotal is what the closing report of a shift says of one tender.
type ShiftTotal struct {
	Shift   string        `json:"shift"`
	On      civil.Date    `json:"on"` // the day of the report
	Tender  Tender        `json:"tender"`
	Sales   finance.Money `json:"sales"`            // not below zero
	Refunds finance.Money `json:"refunds,omitzero"` // not below zero
}

// Net is sales - refunds.
func (s ShiftTotal) Net() (finance.Money, error) { return s.Sales.Sub(s.Refunds) }

// Validate reports everything that is wrong with s, as finance.Problems.
func (s ShiftTotal) Validate() error {
	var wrong finance.Problems
	needText(&wrong, "shift", s.Shift)
	needDay(&wrong, s.On)
	needText(&wrong, "tender", string(s.Tender))
	needMoney(&wrong, "sales", s.Sales)
	if s.Sales.Sign() < 0 {
		wrong.Add("sales", finance.ErrNegative)
	}
	if s.Refunds.Sign() < 0 {
		wrong.Add("refunds", finance.ErrNegative)
	}
	limitMoney(&wrong, "refunds", s.Refunds)
	if _, err := s.Net(); err != nil {
		wrong.Add("refunds", err)
	}
	return wrong.Err()
}

// RegisterLine is what the acquirer took for a receipt.
type RegisterLine struct {
	Receipt  string        `json:"receipt"`
	Tender   Tender        `json:"tender"`
	On       civil.Date    `json:"on"`
	Terminal string        `json:"terminal,omitempty"`
	Gross    finance.Money `json:"gross"`        // below zero of a refund
	Fee      finance.Money `json:"fee,omitzero"` // what the acquirer keeps; below zero where it gives a fee back
	Batch    string        `json:"batch"`        // the payout that it is in
}

// Net is what the acquirer pays out: gross - fee.
func (r RegisterLine) Net() (finance.Money, error) { return r.Gross.Sub(r.Fee) }

// Validate reports everything that is wrong with r, as finance.Problems.
func (r RegisterLine) Validate() error {
	var wrong finance.Problems
	needText(&wrong, "receipt", r.Receipt)
	needText(&wrong, "tender", string(r.Tender))
	needDay(&wrong, r.On)
	limitText(&wrong, "terminal", r.Terminal)
	needMoney(&wrong, "gross", r.Gross)
	limitMoney(&wrong, "fee", r.Fee)
	if _, err := r.Net(); err != nil {
		wrong.Add("fee", err)
	}
	needText(&wrong, "batch", r.Batch)
	return wrong.Err()
}

// Credit is what the bank credited for a batch; below zero, what it debited.
type Credit struct {
	Batch    string        `json:"batch"`
	On       civil.Date    `json:"on"`
	Amount   finance.Money `json:"amount"`
	Document string        `json:"document,omitempty"` // the number of the payment order
}

// Validate reports everything that is wrong with c, as finance.Problems.
func (c Credit) Validate() error {
	var wrong finance.Problems
	needText(&wrong, "batch", c.Batch)
	needDay(&wrong, c.On)
	needMoney(&wrong, "amount", c.Amount)
	limitText(&wrong, "document", c.Document)
	return wrong.Err()
}

func needText(wrong *finance.Problems, field, s string) {
	if s == "" {
		wrong.Add(field, finance.ErrMissing)
	}
	limitText(wrong, field, s)
}

func limitText(wrong *finance.Problems, field, s string) {
	if len(s) > accrual.MaxText {
		wrong.Add(field, fmt.Errorf("%d bytes, at most %d: %w", len(s), accrual.MaxText, finance.ErrLimit))
	}
}

func needDay(wrong *finance.Problems, on civil.Date) {
	if on.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
}

func needMoney(wrong *finance.Problems, field string, m finance.Money) {
	if m == (finance.Money{}) {
		wrong.Add(field, finance.ErrMissing)
		return
	}
	limitMoney(wrong, field, m)
}

func limitMoney(wrong *finance.Problems, field string, m finance.Money) {
	if n := m.Minor(); n > MaxAmount || n < -MaxAmount {
		wrong.Add(field, fmt.Errorf("%v: %w", m, finance.ErrLimit))
	}
}
