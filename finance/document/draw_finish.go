package document

import (
	"encoding/binary"
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
)

// documents makes a document of each group.
func (d *drawing) documents() []Document {
	list := make([]Document, 0, len(d.groups))
	for _, g := range slices.SortedFunc(maps.Keys(d.groups), compareGroups) {
		doc, err := d.document(g, d.groups[g])
		d.wrong.Add("documents["+string(g.other)+"]", err)
		list = append(list, doc)
	}
	return list
}

func (d *drawing) document(g group, lines []Line) (Document, error) {
	k := d.kind
	if err := checkCount(len(lines), MaxLines); err != nil {
		return Document{}, err
	}
	doc := k.draft(d.details[d.source.Owner], d.details[g.other])
	doc.Period, doc.Currency, doc.Columns = g.period, g.currency, k.columns()
	d.rest(&doc, lines)
	posted, err := total(lines, g.currency)
	if err != nil {
		return Document{}, err
	}
	if g.corrects != uuid.Nil {
		doc.Corrects = d.firsts[g.corrects].Ref()
	} else if err := d.byDocument(lines); err != nil {
		return Document{}, err
	}
	doc.Headings, doc.Lines = k.arranged(lines)
	if doc.Total, err = total(doc.Lines, g.currency); err != nil {
		return Document{}, err
	}
	off, err := doc.Total.Tax.Sub(posted.Tax)
	doc.Rounding = optional(off)
	doc.ID = doc.identity()
	return doc, err
}

// byDocument computes the tax of agreements that have it by document.
func (d *drawing) byDocument(lines []Line) error {
	if d.kind.Form != Charges {
		return nil
	}
	for i := range d.source.Agreements {
		if b := &d.source.Agreements[i]; b.ByDocument {
			if err := b.byDocument(lines); err != nil {
				return err
			}
		}
	}
	return nil
}

// draft is what all documents of k between two parties share.
func (k *Kind) draft(owner, other *Details) Document {
	issuer, recipient := owner, other
	if k.Issuer == Other {
		issuer, recipient = other, owner
	}
	return Document{
		Kind: k.Name, Form: k.Form, Title: k.Title, Series: k.series(), InWords: k.InWords,
		Issuer: issuer.clone(), Recipient: recipient.clone(), IssuerAs: k.IssuerAs, RecipientAs: k.RecipientAs,
	}
}

// rest notes the agreements that a document rests on, each once.
func (d *drawing) rest(doc *Document, lines []Line) {
	seen := map[string]bool{}
	for i := range lines {
		agreement := lines[i].Key.Agreement
		if seen[agreement] {
			continue
		}
		seen[agreement] = true
		if text := d.basis(agreement).Text; !text.IsZero() {
			doc.Basis = append(doc.Basis, text)
		}
		doc.Agreement = agreement
	}
	if len(seen) > 1 {
		doc.Agreement = ""
	}
}

// arranged puts lines in the order of the sections, and drops the headings of
// those that are empty.
func (k *Kind) arranged(lines []Line) (headings []Heading, sorted []Line) {
	sorted = make([]Line, 0, len(lines))
	for _, s := range k.Sections {
		before := len(sorted)
		for i := range lines {
			if lines[i].Section == s.Name {
				sorted = append(sorted, lines[i])
			}
		}
		if len(sorted) > before {
			headings = append(headings, Heading{s.Name, s.Title})
		}
	}
	return headings, sorted
}

// namespace is that of the ids of documents: a UUIDv5 of this package's path in
// the namespace of URLs. It never changes.
var namespace = uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/creative-cluster/kvartal/finance/document"))

// contentID is a UUIDv5 over parts, each after its length, so that no two
// lists of parts read the same.
func contentID(parts ...string) uuid.UUID {
	b := make([]byte, 0, 256)
	for _, part := range parts {
		b = binary.BigEndian.AppendUint32(b, uint32(len(part)))
		b = append(b, part...)
	}
	return uuid.NewSHA1(namespace, b)
}

// identity is the id of d: of its kind, sides, period, currency, what it
// corrects, and what it shows in whatever order. Amounts are in none, as they are in no posting;
// those of accounts and set-offs are.
func (d *Document) identity() uuid.UUID {
	parts := []string{
		d.Kind, string(d.Issuer.Party), string(d.Recipient.Party), d.Period.String(), d.Currency.Code(), d.Corrects.ID.String(),
	}
	postings := d.Postings()
	slices.SortFunc(postings, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	for _, id := range postings {
		parts = append(parts, id.String())
	}
	parts = append(parts, d.SetOff.parts()...)
	return contentID(append(parts, d.Account.parts()...)...)
}

// optional is no amount where there is none, so that optional amounts compare.
func optional(m finance.Money) finance.Money {
	if m.IsZero() {
		return finance.Money{}
	}
	return m
}
