package ledger

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Conversion is the usual account between currencies: what left in one and came
// in another. Against a foreign claim it holds the opposite in the claim's
// currency, and the value at which the claim is carried in that of the books.
const Conversion Account = "equity:conversion"

// Exchange is how an owner keeps foreign currency in its books: the host's data.
// What it makes are entries, each of which balances in each currency by itself.
type Exchange struct {
	Books      finance.Currency `json:"books"`                // in which values, gains and losses are counted
	Rates      Rates            `json:"rates"`                // with their sources
	Rounding   finance.Rounding `json:"rounding,omitempty"`   // of what is converted, to the minor unit
	Conversion Account          `json:"conversion,omitempty"` // empty for Conversion
	Gain       Account          `json:"gain"`                 // differences in the owner's favour
	Loss       Account          `json:"loss"`                 // the others; may be the same account
}

// Validate reports everything that is wrong with x, as finance.Problems. An
// account that is settled by party is ErrConflict.
func (x Exchange) Validate() error {
	var wrong finance.Problems
	wrong.Add("books", x.Books.Validate())
	wrong.Add("rates", x.Rates.Validate())
	wrong.Add("rounding", x.Rounding.Validate())
	for _, one := range [...]struct {
		path    string
		account Account
	}{{"conversion", x.conversion()}, {"gain", x.Gain}, {"loss", x.Loss}} {
		wrong.Add(one.path, one.account.Validate())
		if one.account.settles() || one.account.In(Deposits) {
			wrong.Add(one.path, finance.ErrConflict)
		}
	}
	return wrong.Err()
}

func (x *Exchange) conversion() Account { return x.Conversion.or(Conversion) }

// convert is m in the currency of the books.
func (x *Exchange) convert(m finance.Money, on civil.Date) (Converted, error) {
	return x.Rates.Convert(m, finance.Minor(1, x.Books), on, x.Rounding)
}

// Convert moves an amount of an account into the currency of the books, at the
// rate of a day: income that was posted in dollars becomes income in roubles,
// and Conversion carries the claim that stays in dollars. The amount has the
// sign that it has in the account. The id makes that of the entry: the same one
// again is a retry.
func (x Exchange) Convert(id string, on civil.Date, account Account, party accrual.Party, amount finance.Money) (Entry, Converted, error) {
	if err := x.Validate(); err != nil {
		return Entry{}, Converted{}, err
	}
	c, err := x.convert(amount, on)
	if err != nil {
		return Entry{}, Converted{}, err
	}
	from := Line{account, party, c.From}
	e, err := x.Legs(id, on, from, Line{account, party, c.To}, c.String())
	return e, c, err
}

// Legs is a conversion as two linked legs in one entry, each balancing in its own
// currency: from leaves its place, to comes to its own, both against Conversion.
// The amounts are those that were agreed, or that a bank states. One currency
// on both sides is ErrCurrency.
func (x Exchange) Legs(id string, on civil.Date, from, to Line, text string) (Entry, error) {
	if from.Amount.Currency() == to.Amount.Currency() {
		return Entry{}, finance.Problem{Path: "to.amount", Err: finance.ErrCurrency}
	}
	out, err := from.Amount.Neg()
	if err != nil {
		return Entry{}, finance.Problem{Path: "from.amount", Err: err}
	}
	back, err := to.Amount.Neg()
	if err != nil {
		return Entry{}, finance.Problem{Path: "to.amount", Err: err}
	}
	e := Entry{ID: contentID("conversion", id), On: on, Month: on.Month(), Text: text, Lines: []Line{
		{from.Account, from.Party, out}, {x.conversion(), "", from.Amount},
		to, {x.conversion(), "", back},
	}}
	return e, checked(id, &e)
}

// checked is what is wrong with an entry, and with the id that made it.
func checked(id string, e *Entry) error {
	var wrong finance.Problems
	wrong.Add("id", checkName(id))
	wrong.Add("", e.Validate())
	return wrong.Err()
}

// gained is the line of a difference: above zero in the owner's favour.
func (x *Exchange) gained(difference int64) Line {
	account := x.Gain
	if difference < 0 {
		account = x.Loss
	}
	return Line{account, "", finance.Minor(-difference, x.Books)}
}
