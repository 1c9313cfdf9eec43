package document

import (
	"cmp"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Register is the documents that a host keeps, in the order of their adding. It
// is a value: methods that change something return a new Register. The zero
// Register is empty.
type Register struct {
	documents []Document
}

// Numbered gives a document its number and date.
type Numbered struct {
	Document uuid.UUID  `json:"document"`
	Number   string     `json:"number"`
	Date     civil.Date `json:"date"`
}

// Len is the number of documents.
func (r Register) Len() int { return len(r.documents) }

// Documents yields every document in the order of its adding.
func (r Register) Documents() iter.Seq[Document] {
	return func(yield func(Document) bool) {
		for i := range r.documents {
			if !yield(r.documents[i].clone()) {
				return
			}
		}
	}
}

// Document is the one of that id; false when there is none.
func (r Register) Document(id uuid.UUID) (Document, bool) {
	for i := range r.documents {
		if r.documents[i].ID == id {
			return r.documents[i].clone(), true
		}
	}
	return Document{}, false
}

// Holding yields the documents that show a posting, such as the act and the
// invoice of one obligation.
func (r Register) Holding(posting uuid.UUID) iter.Seq[Document] {
	return func(yield func(Document) bool) {
		for i := range r.documents {
			d := &r.documents[i]
			if slices.ContainsFunc(d.Lines, func(n Line) bool { return n.Posting == posting }) && !yield(d.clone()) {
				return
			}
		}
	}
}

// Add takes drafts in. The same draft again is a retry and changes nothing; one
// of the same id and another content is ErrConflict, a posting that another
// document of the kind shows ErrDuplicate, a correction of what r does not hold
// ErrUnknown. When anything is wrong, nothing is taken, and finance.Problems say
// where.
func (r Register) Add(documents ...Document) (Register, error) {
	next := index(r)
	var wrong finance.Problems
	for i := range documents {
		wrong.AddAt("documents", i, next.add(&documents[i], true))
	}
	if err := wrong.Err(); err != nil {
		return r, err
	}
	return next.Register, nil
}

// Issue gives drafts their numbers and dates, each once: the same again is a
// retry, another ErrConflict. A number that another document of the series and
// issuer bears in the same year is ErrDuplicate, an unknown document ErrUnknown,
// and a correction of a draft, or of what is dated later, ErrOrder. When
// anything is wrong, nothing is issued.
func (r Register) Issue(numbers ...Numbered) (Register, error) {
	next := index(r)
	var wrong finance.Problems
	for i, n := range numbers {
		wrong.AddAt("numbers", i, next.issue(n))
	}
	if err := wrong.Err(); err != nil {
		return r, err
	}
	return next.Register, nil
}

// indexed is a register that is being changed, of documents of its own.
type indexed struct {
	Register
	places  map[uuid.UUID]int
	shown   map[shown]bool
	numbers map[number]bool
}

type shown struct {
	kind    string
	posting uuid.UUID
}

type number struct {
	series, issuer string
	year           int
	number         string
}

func index(r Register) *indexed {
	x := &indexed{
		Register: Register{slices.Clone(r.documents)},
		places:   map[uuid.UUID]int{}, shown: map[shown]bool{}, numbers: map[number]bool{},
	}
	for i := range x.documents {
		x.note(i)
	}
	return x
}

func (x *indexed) note(i int) {
	d := &x.documents[i]
	x.places[d.ID] = i
	for j := range d.Lines {
		x.shown[shown{d.Kind, d.Lines[j].Posting}] = true
	}
	if !d.Draft() {
		x.numbers[d.number(d.Number, d.Date)] = true
	}
}

func (d *Document) number(n string, on civil.Date) number {
	return number{d.Series, string(d.Issuer.Party), on.Year(), n}
}

// add takes a document in; only drafts, unless a register is being read.
func (x *indexed) add(d *Document, draft bool) error {
	if err := d.Validate(); err != nil {
		return err
	}
	if i, known := x.places[d.ID]; known {
		if old := &x.documents[i]; draft && old.same(d) {
			return nil
		}
		return fmt.Errorf("document %v: %w", d.ID, finance.ErrConflict)
	}
	if draft && !d.Draft() {
		return fmt.Errorf("number %.40q is given by Issue: %w", d.Number, finance.ErrConflict)
	}
	kinds := []string{d.Kind}
	if d.Corrects.ID != uuid.Nil {
		first, known := x.places[d.Corrects.ID]
		if !known {
			return fmt.Errorf("corrects: document %v: %w", d.Corrects.ID, finance.ErrUnknown)
		}
		kinds = append(kinds, x.documents[first].Kind)
	}
	for _, posting := range d.Postings() {
		if slices.ContainsFunc(kinds, func(kind string) bool { return x.shown[shown{kind, posting}] }) {
			return fmt.Errorf("posting %v in another %.40q: %w", posting, d.Kind, finance.ErrDuplicate)
		}
	}
	if !d.Draft() && x.numbers[d.number(d.Number, d.Date)] {
		return fmt.Errorf("number %.40q of %d: %w", d.Number, d.Date.Year(), finance.ErrDuplicate)
	}
	x.documents = append(x.documents, d.clone())
	x.note(len(x.documents) - 1)
	return nil
}

// same reports whether o is the draft that d was.
func (d *Document) same(o *Document) bool {
	a, b := d.clone(), o.clone()
	a.Number, a.Date, a.Corrects = b.Number, b.Date, b.Corrects // the corrected one may have been issued since
	return reflect.DeepEqual(a, b) && d.Corrects.ID == o.Corrects.ID
}

func (x *indexed) issue(n Numbered) error {
	i, ok := x.places[n.Document]
	if !ok {
		return fmt.Errorf("document %v: %w", n.Document, finance.ErrUnknown)
	}
	if err := n.validate(); err != nil {
		return err
	}
	d := &x.documents[i]
	switch {
	case d.Number == n.Number && d.Date == n.Date:
		return nil
	case !d.Draft():
		return fmt.Errorf("it is number %.40q of %v: %w", d.Number, d.Date, finance.ErrConflict)
	case x.numbers[d.number(n.Number, n.Date)]:
		return fmt.Errorf("number %.40q of %d: %w", n.Number, n.Date.Year(), finance.ErrDuplicate)
	}
	if d.Corrects.ID != uuid.Nil {
		first := &x.documents[x.places[d.Corrects.ID]]
		if first.Draft() || n.Date.Before(first.Date) {
			return fmt.Errorf("it corrects number %q of %v: %w", first.Number, first.Date, finance.ErrOrder)
		}
		d.Corrects = first.Ref()
	}
	d.Number, d.Date = n.Number, n.Date
	x.note(i)
	return nil
}

func (n *Numbered) validate() error {
	var wrong finance.Problems
	wrong.Add("number", cmp.Or(checkName(n.Number), trimmed(n.Number)))
	if n.Date.IsZero() {
		wrong.Add("date", finance.ErrMissing)
	}
	return wrong.Err()
}

// trimmed refuses a number with spaces around it, which would be another number
// than it seems.
func trimmed(s string) error {
	if strings.TrimSpace(s) != s {
		return fmt.Errorf("%.40q: %w", s, finance.ErrSyntax)
	}
	return nil
}
