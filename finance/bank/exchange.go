package bank

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// The limits of a file.
const (
	MaxBytes     = 64 << 20 // of a file
	MaxDocuments = 200_000  // of a file, and accounts
	MaxField     = 4096     // bytes of a field's text
)

// Exchange is a file of the format.
type Exchange struct {
	Version   string       `json:"version,omitempty"` // of the format; empty for 1.03
	Encoding  Encoding     `json:"encoding,omitzero"`
	Sender    string       `json:"sender,omitempty"`
	Receiver  string       `json:"receiver,omitempty"`
	Created   civil.Date   `json:"created,omitzero"`
	Period    civil.Period `json:"period,omitzero"` // what the file is about
	Accounts  []Account    `json:"accounts,omitempty"`
	Documents []Document   `json:"documents,omitempty"`
	Other     []Field      `json:"other,omitempty"` // of the head, in the order of the file
}

// Account is a statement of one account over days.
//
//	Closing = Opening + In - Out
type Account struct {
	Number  string        `json:"number"`
	Period  civil.Period  `json:"period,omitzero"`
	Opening finance.Money `json:"opening"`
	In      finance.Money `json:"in"`
	Out     finance.Money `json:"out"`
	Closing finance.Money `json:"closing"`
	Other   []Field       `json:"other,omitempty"`
}

// Document is one payment as a bank knows it.
type Document struct {
	Kind     string        `json:"kind"` // Платёжное поручение, Банковский ордер, …
	Number   string        `json:"number"`
	On       civil.Date    `json:"on"`     // its date
	Amount   finance.Money `json:"amount"` // above zero
	Payer    Side          `json:"payer"`
	Payee    Side          `json:"payee"`
	Debited  civil.Date    `json:"debited,omitzero"`  // when it left the payer's account
	Credited civil.Date    `json:"credited,omitzero"` // when it came to the payee's
	Purpose  string        `json:"purpose,omitempty"`
	Other    []Field       `json:"other,omitempty"` // such as Очередность, ВидОплаты, Код
}

// Side is the payer or the payee of a document.
type Side struct {
	Name          string `json:"name,omitempty"`
	TaxNumber     string `json:"tax_number,omitempty"` // ИНН
	Reason        string `json:"reason,omitempty"`     // КПП
	Account       string `json:"account,omitempty"`    // расчётный счёт
	Bank          string `json:"bank,omitempty"`
	BIC           string `json:"bic,omitempty"`
	Correspondent string `json:"correspondent,omitempty"` // the bank's own account
}

// Field is a line of a file that this package has no name for.
type Field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Day is the day on which a document moved the money of an account: credited or
// debited, or else its date.
func (d Document) Day(account string) civil.Date {
	day := d.Debited
	if d.Payee.Account == account {
		day = d.Credited
	}
	if day.IsZero() {
		return d.On
	}
	return day
}
