package cluster

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// BooksSchema is the number of the form in which Books are written.
const BooksSchema = 1

// Books are what a host keeps between two closings. The zero Books are open
// for their first month. They are a value with a JSON form.
type Books struct {
	Accrual accrual.Books
	Ledger  ledger.Ledger // of the operator; may hold more than closes enter, such as opening balances
}

// MarshalJSON writes the books with the number of their form. A ledger without
// an owner is left out.
func (b Books) MarshalJSON() ([]byte, error) {
	text := struct {
		Schema  int            `json:"schema"`
		Accrual accrual.Books  `json:"accrual"`
		Ledger  *ledger.Ledger `json:"ledger,omitempty"`
	}{Schema: BooksSchema, Accrual: b.Accrual}
	if b.Ledger.Owner() != "" {
		text.Ledger = &b.Ledger
	}
	return json.Marshal(text)
}

// UnmarshalJSON reads what MarshalJSON writes. Another form, a field that is
// unknown or comes twice, and books whose two halves contradict each other are
// refused by path, as finance.Problems, and leave b empty: every obligation
// that was posted stands in the ledger with its amounts.
func (b *Books) UnmarshalJSON(text []byte) error {
	*b = Books{}
	var schema int
	var read Books
	fields := map[string]any{"schema": &schema, "accrual": &read.Accrual, "ledger": &read.Ledger}
	if err := object(text, fields); err != nil {
		return err
	}
	var wrong finance.Problems
	if schema != BooksSchema {
		wrong.Add("schema", fmt.Errorf("%d, this library reads %d: %w", schema, BooksSchema, finance.ErrUnknown))
	}
	wrong.Add("ledger", read.match())
	if err := wrong.Err(); err != nil {
		return err
	}
	*b = read
	return nil
}

// match refuses a ledger that lacks what was posted, or has it otherwise. To
// post it again is a retry, which asks no chart.
func (b *Books) match() error {
	if b.begun() && b.Ledger.Owner() == "" {
		return finance.ErrMissing
	}
	if b.Ledger.Owner() == "" {
		return nil
	}
	var posted []accrual.Obligation
	for o := range b.Accrual.Posted() {
		posted = append(posted, o)
	}
	_, err := b.Ledger.Post(ledger.Chart{}, posted...)
	return err
}

// begun reports whether any close, an early one included, was made.
func (b *Books) begun() bool { return !b.Accrual.Cutoff().IsZero() }

// of are b as books of an owner, who opens the ledger of zero books.
func (b Books) of(owner accrual.Party) (Books, error) {
	switch {
	case b.Ledger.Owner() == "" && b.begun():
		return b, finance.Problem{Path: "books.ledger", Err: finance.ErrMissing}
	case b.Ledger.Owner() == "":
		b.Ledger = ledger.New(owner)
	case b.Ledger.Owner() != owner:
		return b, finance.Problem{Path: "books.ledger.owner", Err: fmt.Errorf("%.40q is not the operator: %w", string(b.Ledger.Owner()), finance.ErrConflict)}
	}
	return b, nil
}

// object reads a JSON object into the targets of its fields, each at most once.
func object(text []byte, targets map[string]any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	if token, err := d.Token(); err != nil || token != json.Delim('{') {
		return fmt.Errorf("books are an object: %w", finance.ErrSyntax)
	}
	var wrong finance.Problems
	seen := map[string]bool{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return coded(err)
		}
		name, _ := token.(string) // the decoder lets nothing else stand here
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return coded(err)
		}
		wrong.Add(name, readField(raw, targets[name], seen[name]))
		seen[name] = true
	}
	if _, err := d.Token(); err != nil {
		return coded(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return fmt.Errorf("text after the books: %w", finance.ErrSyntax)
	}
	return wrong.Err()
}

func readField(raw json.RawMessage, target any, again bool) error {
	switch {
	case target == nil:
		return finance.ErrUnknown
	case again:
		return finance.ErrDuplicate
	}
	return coded(json.Unmarshal(raw, target))
}

// coded gives an error of the decoder the kind that ours have.
func coded(err error) error {
	if err == nil || finance.Code(err) != "" {
		return err
	}
	return fmt.Errorf("%w: %w", finance.ErrSyntax, err)
}
