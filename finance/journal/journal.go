package journal

import (
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Journal is a text that was read: its directives and transactions, each in
// the order of the file.
type Journal struct {
	File         string
	Dialect      Dialect
	Directives   []Directive
	Transactions []Transaction
}

// Directive is a line that is no transaction and says something to Check:
// commodity and account, and of Beancount open, close, balance and pad.
type Directive struct {
	At          Place
	Date        civil.Date // of Beancount
	Kind        string
	Name        string   // the account, or the commodity
	Source      string   // of a pad
	Amount      Amount   // of a balance
	Tolerance   *Amount  // of a balance, where it is written
	Commodities []string // that an account was opened for; none for all
}

// Transaction is an event with its postings.
type Transaction struct {
	At       Place
	Date     civil.Date
	Status   byte   // '*', '!' or 0
	Code     string // in parentheses
	Payee    string // of Beancount, before the narration
	Text     string // the description or narration, as the tool has it
	Tags     []Tag
	Postings []Posting

	// What Check says of it.
	Residuals []Residual // what the real postings sum to, in each commodity
	Padding   bool       // it was inserted for a pad
}

// Posting is what a transaction does to one account.
type Posting struct {
	At       Place
	Date     civil.Date // of its own; zero for that of the transaction
	Account  string     // without parentheses or brackets
	Virtual  byte       // '(' need not balance, '[' balance among themselves, 0 is real
	Amount   *Amount    // nil when it is left out
	Cost     *Cost      // of its amount
	Assert   *Assertion // what the account holds after it
	Tags     []Tag
	Inferred bool // Check gave the amount
}

// Cost is a price in another commodity: of a unit (@), or of all (@@), whose
// sign is that of the amount.
type Cost struct {
	Amount
	Total bool
}

// Assertion is the balance of an account after a posting: = in one commodity,
// == in no other one, with a star together with the accounts below.
type Assertion struct {
	Amount
	At    Place
	Sole  bool
	Below bool
}
