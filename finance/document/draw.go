package document

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Draw makes the drafts of a kind that s calls for and r does not hold yet, in
// the order of the other party, the period and the agreement. Each obligation
// that the kind takes is in exactly one document of it: what r holds is left
// out, so drawing again after Add draws nothing.
//
// An adjustment goes to the kind that corrects this one when r, or an earlier
// month of s, has its key in a document of this kind, and is drawn like the
// rest when there is nothing to correct. A correcting kind draws, for each
// document that it corrects, one document with what stood there before, what
// stands now and the difference. So draw a kind before the one that corrects it.
//
// Set-offs and reconciliations have verbs of their own. Everything that is wrong
// is reported at once, as finance.Problems: an amount of a posting that a
// document shows otherwise is ErrConflict, a party without details ErrMissing,
// items that do not sum to their obligation ErrConflict.
func (r Register) Draw(k Kind, s Source) ([]Document, error) {
	var wrong finance.Problems
	wrong.Add("kind", k.Validate())
	if k.Form != Charges && k.Form != Advances {
		wrong.Add("kind.form", fmt.Errorf("%v: %w", k.Form, finance.ErrConflict))
	}
	wrong.Add("", s.Validate())
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	d := newDrawing(&r, &k, &s)
	if k.Form == Advances {
		d.advances()
	} else {
		d.obligations()
	}
	d.strayItems()
	documents := d.documents()
	if err := d.wrong.Err(); err != nil {
		return nil, err
	}
	return documents, nil
}

// drawing is a Draw under way.
type drawing struct {
	kind    *Kind
	source  *Source
	wrong   finance.Problems
	shown   map[uuid.UUID][]*Line // of documents of the kind and of the one that it corrects, by posting
	claims  map[claim]*claimed    // of documents of the kind and of the one that it corrects
	details map[accrual.Party]*Details
	bases   map[string]*Basis
	items   map[uuid.UUID][]*Item
	drawn   map[uuid.UUID]int // postings drawn now, by their place in the source
	groups  map[group][]Line
	firsts  map[uuid.UUID]*Document // those that are corrected
}

// claim is what adjustments of one another share.
type claim struct {
	accrual.Key
	debtor, creditor accrual.Party
	currency         finance.Currency
}

// claimed is what documents have said of a claim.
type claimed struct {
	first *Document // the one to correct; nil when it is being drawn now
	sum   Amounts
	line  *Line // of the first
}

// group is what shares one document.
type group struct {
	other     accrual.Party
	period    civil.Period
	currency  finance.Currency
	agreement string
	key       uuid.UUID // of the posting, when each has a document of its own
	corrects  uuid.UUID
}

func newDrawing(r *Register, k *Kind, s *Source) *drawing {
	d := &drawing{
		kind: k, source: s, shown: map[uuid.UUID][]*Line{}, claims: map[claim]*claimed{},
		details: map[accrual.Party]*Details{}, bases: map[string]*Basis{}, items: map[uuid.UUID][]*Item{},
		drawn: map[uuid.UUID]int{}, groups: map[group][]Line{}, firsts: map[uuid.UUID]*Document{},
	}
	for i := range s.Parties {
		d.details[s.Parties[i].Party] = &s.Parties[i]
	}
	for i := range s.Agreements {
		d.bases[s.Agreements[i].Agreement] = &s.Agreements[i]
	}
	for i := range s.Items {
		d.items[s.Items[i].Posting] = append(d.items[s.Items[i].Posting], &s.Items[i])
	}
	for i := range r.documents {
		d.note(&r.documents[i])
	}
	return d
}

// note takes in what the register holds.
func (d *drawing) note(doc *Document) {
	own, corrected := doc.Kind == d.kind.Name, doc.Kind == d.kind.Corrects && d.kind.Corrects != ""
	if !own && !corrected {
		return
	}
	for i := range doc.Lines {
		n := &doc.Lines[i]
		d.shown[n.Posting] = append(d.shown[n.Posting], n)
		c := d.claims[doc.claim(n)]
		if c == nil {
			c = &claimed{sum: nothing(doc.Currency)}
			d.claims[doc.claim(n)] = c
		}
		if c.first == nil && (corrected || d.kind.Corrects == "") {
			c.first, c.line = doc, n
		}
		var err error
		c.sum, err = c.sum.add(n.Amounts)
		d.wrong.Add("register", err)
	}
}

// claim is that of a line of d.
func (d *Document) claim(n *Line) claim {
	debtor, creditor := d.Recipient.Party, d.Issuer.Party
	if n.Owed == ByIssuer {
		debtor, creditor = creditor, debtor
	}
	return claim{n.Key, debtor, creditor, d.Currency}
}

func (d *drawing) basis(agreement string) *Basis {
	if b := d.bases[agreement]; b != nil {
		return b
	}
	return &Basis{Agreement: agreement}
}

// obligations takes what the kind is drawn from, months in their order.
func (d *drawing) obligations() {
	order := make([]int, len(d.source.Obligations))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return d.source.Obligations[a].In.Compare(d.source.Obligations[b].In)
	})
	for _, i := range order {
		d.wrong.AddAt("obligations", i, d.obligation(i))
	}
}

func (d *drawing) obligation(i int) error {
	o := &d.source.Obligations[i]
	other, owed, ok := d.towards(o)
	if !ok || !d.kind.takes(o.Agreement) || d.kind.section(o.Clause, owed, false) == nil && d.kind.section(o.Clause, owed, true) == nil {
		return nil
	}
	posting := o.Posting()
	if again, err := d.again(i, posting); again || err != nil {
		return err
	}
	c := d.claims[claim{o.Key, o.Debtor, o.Creditor, o.Net.Currency()}]
	if o.Adjusts() && d.kind.CorrectedBy != "" && c != nil {
		return nil // left to the kind that corrects
	}
	if d.kind.Corrects != "" && (!o.Adjusts() || c == nil || c.first == nil) {
		return nil
	}
	if d.details[other] == nil || d.details[d.source.Owner] == nil {
		return d.unknownParty(other)
	}
	lines, err := d.lines(o, owed, posting)
	if err != nil {
		return err
	}
	d.drawn[posting] = i
	if d.kind.Corrects != "" {
		return d.correct(o, other, c, lines)
	}
	d.claimNow(o)
	g := d.group(other, d.kind.period(o.In), o.Net.Currency(), o.Agreement, posting)
	d.groups[g] = append(d.groups[g], lines...)
	return nil
}

// unknownParty is what is wrong when a party has no details.
func (d *drawing) unknownParty(other accrual.Party) error {
	if d.details[other] != nil {
		other = d.source.Owner
	}
	return fmt.Errorf("details of %.40q: %w", string(other), finance.ErrMissing)
}

// claimNow remembers that o is being drawn, for adjustments that come with it.
func (d *drawing) claimNow(o *accrual.Obligation) {
	key := claim{o.Key, o.Debtor, o.Creditor, o.Net.Currency()}
	if d.claims[key] == nil {
		d.claims[key] = &claimed{sum: nothing(o.Net.Currency())}
	}
}

// towards says who the other side of the owner is, and who owes.
func (d *drawing) towards(o *accrual.Obligation) (other accrual.Party, owed Direction, ok bool) {
	switch d.source.Owner {
	case o.Creditor:
		other = o.Debtor
	case o.Debtor:
		other = o.Creditor
	default:
		return "", 0, false
	}
	if issuer, _ := d.kind.sides(d.source.Owner, other); issuer == o.Debtor {
		owed = ByIssuer
	}
	return other, owed, true
}

// again reports whether a posting has its document already, in the register or
// in what is being drawn.
func (d *drawing) again(i int, posting uuid.UUID) (bool, error) {
	o := &d.source.Obligations[i]
	if before, ok := d.drawn[posting]; ok {
		if *o != d.source.Obligations[before] {
			return true, fmt.Errorf("the same posting as obligations[%d]: %w", before, finance.ErrConflict)
		}
		return true, nil
	}
	lines := d.shown[posting]
	if len(lines) == 0 {
		return false, nil
	}
	b := d.basis(o.Agreement)
	sum := finance.Zero(o.Net.Currency())
	for _, n := range lines {
		var err error
		if sum, err = sum.Add(b.stated(n.Amounts)); err != nil {
			return true, err
		}
	}
	posted, err := of(o.Net, o.Tax)
	if err == nil && sum != b.stated(posted) {
		err = fmt.Errorf("its document shows %v: %w", sum, finance.ErrConflict)
	}
	return true, err
}

// group is that of an obligation or a payment.
func (d *drawing) group(other accrual.Party, period civil.Period, c finance.Currency, agreement string, posting uuid.UUID) group {
	g := group{other: other, period: period, currency: c}
	switch d.kind.Per {
	case PerAgreement:
		g.agreement = agreement
	case PerKey:
		g.agreement, g.key = agreement, posting
	}
	return g
}

// period is that of a document about what a month posted.
func (k *Kind) period(in civil.Month) civil.Period {
	if k.Cycle == ByQuarter {
		return in.Quarter().Period()
	}
	return in.Period()
}

// strayItems reports items of what was not drawn and is not held: they would
// vanish unseen.
func (d *drawing) strayItems() {
	known := map[uuid.UUID]bool{}
	for i := range d.source.Obligations {
		known[d.source.Obligations[i].Posting()] = true
	}
	for i, x := range d.source.Items {
		if !known[x.Posting] {
			d.wrong.AddAt("items", i, fmt.Errorf("posting %v: %w", x.Posting, finance.ErrUnknown))
		}
	}
}

// compareGroups is the order of documents.
func compareGroups(a, b group) int {
	return cmp.Or(
		cmp.Compare(a.other, b.other), a.period.From.Compare(b.period.From), cmp.Compare(a.agreement, b.agreement),
		cmp.Compare(a.currency.Code(), b.currency.Code()), slices.Compare(a.key[:], b.key[:]), slices.Compare(a.corrects[:], b.corrects[:]),
	)
}
