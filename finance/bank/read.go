package bank

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
)

const magic = "1CClientBankExchange"

// Read reads a file of the format, in the encoding that it names. Whatever is
// wrong is reported at once, as finance.Problems under the file's name, the line
// and the field: statement.txt:17.Дата. Then no Exchange is answered. An error of
// the reader is returned as it is.
func Read(r io.Reader, file string) (Exchange, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return Exchange{}, err
	}
	if len(data) > MaxBytes {
		return Exchange{}, fmt.Errorf("%s: more than %d bytes: %w", file, MaxBytes, finance.ErrLimit)
	}
	p := parser{file: file}
	p.head.of = &p.exchange
	p.head.fields = headFields
	p.head.other = &p.exchange.Other
	p.exchange.Encoding = encodingOf(data)
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	for n := 1; len(data) > 0; n++ {
		var line []byte
		line, data, _ = bytes.Cut(data, []byte("\n"))
		p.line(n, bytes.TrimSuffix(line, []byte("\r")))
	}
	p.end()
	if err := p.wrong.Err(); err != nil {
		return Exchange{}, err
	}
	return p.exchange, nil
}

// parser goes through a file line by line.
type parser struct {
	file     string
	n        int
	began    bool
	ended    bool
	exchange Exchange
	head     section[Exchange]
	account  section[Account]
	document section[Document]
	wrong    finance.Problems
}

// section is what the lines between two marks fill in; the zero section is not
// open.
type section[T any] struct {
	of     *T
	fields []field[T]
	other  *[]Field
	since  int // the line
	seen   map[string]bool
}

// put reads one line of a section.
func (s *section[T]) put(name, value string) error {
	if s.seen == nil {
		s.seen = map[string]bool{}
	}
	if s.seen[name] {
		return finance.ErrDuplicate
	}
	s.seen[name] = true
	for i := range s.fields {
		if s.fields[i].name == name {
			return s.fields[i].read(s.of, value)
		}
	}
	*s.other = append(*s.other, Field{name, value})
	return nil
}

func (p *parser) problem(name string, err error) {
	if err == nil {
		return
	}
	path := fmt.Sprintf("%s:%d", p.file, p.n)
	if name != "" {
		path += "." + name
	}
	p.wrong.Add(path, err)
}

func (p *parser) line(n int, raw []byte) {
	p.n = n
	text, err := p.exchange.Encoding.decode(raw)
	if err != nil {
		p.problem("", err)
		return
	}
	if text = strings.TrimRight(text, " \t"); text == "" {
		return
	}
	switch {
	case !p.began:
		p.began = true
		if text != magic {
			p.problem("", fmt.Errorf("no %s: %w", magic, finance.ErrSyntax))
		}
		return
	case p.ended:
		p.problem("", fmt.Errorf("text after the end of the file: %w", finance.ErrConflict))
		return
	}
	name, value, hasValue := strings.Cut(text, "=")
	if len(value) > MaxField || len(name) > MaxField {
		p.problem("", fmt.Errorf("%d bytes, at most %d: %w", len(text), MaxField, finance.ErrLimit))
		return
	}
	p.mark(strings.TrimSpace(name), strings.TrimSpace(value), hasValue)
}

// mark looks whether a line begins or ends a section; otherwise it is a field of
// the section that is open.
func (p *parser) mark(name, value string, hasValue bool) {
	switch name {
	case "СекцияРасчСчет":
		p.openAccount()
	case "КонецРасчСчет":
		p.close(p.account.of != nil)
	case "СекцияДокумент":
		p.openDocument(value)
	case "КонецДокумента":
		p.close(p.document.of != nil)
	case "КонецФайла":
		p.closed()
		p.ended = true
	case "Кодировка": // was looked at
	case "РасчСчет", "Документ":
		if p.account.of != nil || p.document.of != nil { // in the head it says again what follows
			p.field(name, value, hasValue)
		}
	default:
		p.field(name, value, hasValue)
	}
}

func (p *parser) field(name, value string, hasValue bool) {
	if name == "" {
		name = "?"
	}
	switch {
	case !hasValue:
		p.problem(name, fmt.Errorf("no value: %w", finance.ErrSyntax))
	case p.account.of != nil:
		p.problem(name, p.account.put(name, value))
	case p.document.of != nil:
		p.problem(name, p.document.put(name, value))
	default:
		p.problem(name, p.head.put(name, value))
	}
}

func (p *parser) openAccount() {
	p.closed()
	if len(p.exchange.Accounts) == MaxDocuments {
		p.problem("", fmt.Errorf("more than %d accounts: %w", MaxDocuments, finance.ErrLimit))
		p.ended = true
		return
	}
	none := finance.Zero(finance.RUB)
	p.exchange.Accounts = append(p.exchange.Accounts, Account{Opening: none, In: none, Out: none, Closing: none})
	a := &p.exchange.Accounts[len(p.exchange.Accounts)-1]
	p.account = section[Account]{of: a, fields: accountFields, other: &a.Other, since: p.n}
}

func (p *parser) openDocument(kind string) {
	p.closed()
	if len(p.exchange.Documents) == MaxDocuments {
		p.problem("", fmt.Errorf("more than %d documents: %w", MaxDocuments, finance.ErrLimit))
		p.ended = true
		return
	}
	p.exchange.Documents = append(p.exchange.Documents, Document{Kind: kind})
	d := &p.exchange.Documents[len(p.exchange.Documents)-1]
	p.document = section[Document]{of: d, fields: documentFields, other: &d.Other, since: p.n}
}

// closed reports a section that is still open where another mark stands.
func (p *parser) closed() {
	if p.account.of != nil || p.document.of != nil {
		p.problem("", fmt.Errorf("the section of line %d is not closed: %w", max(p.account.since, p.document.since), finance.ErrSyntax))
		p.leave()
	}
}

func (p *parser) close(open bool) {
	if !open {
		p.problem("", fmt.Errorf("no such section is open: %w", finance.ErrSyntax))
		return
	}
	p.leave()
}

// leave checks what a section has become.
func (p *parser) leave() {
	end := p.n
	switch {
	case p.account.of != nil:
		p.n = p.account.since
		p.problem("", p.account.of.Validate())
	case p.document.of != nil:
		p.n = p.document.since
		p.problem("", p.document.of.Validate())
	}
	p.n, p.account, p.document = end, section[Account]{}, section[Document]{}
}

func (p *parser) end() {
	if !p.began {
		p.n = 1
		p.problem("", fmt.Errorf("no %s: %w", magic, finance.ErrSyntax))
		return
	}
	if !p.ended {
		p.closed()
		p.problem("", fmt.Errorf("no КонецФайла: the file is cut off: %w", finance.ErrMissing))
	}
	p.n = 1
	p.problem("", p.exchange.checkHead())
}
