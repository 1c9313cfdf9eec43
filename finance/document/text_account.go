package document

import (
	"cmp"
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// setOff prints the claims of both sides.
func (p *printer) setOff() {
	s := &p.d.SetOff
	p.claims(p.words.ours, &p.d.Issuer, s.Ours)
	p.claims(p.words.theirs, &p.d.Recipient, s.Theirs)
	p.line(p.words.setOff, p.l.Format(s.Amount))
	if p.d.InWords {
		p.line("%s", inWords(s.Amount, p.l))
	}
}

func (p *printer) claims(title string, whose *Details, list []Claim) {
	p.line(title, p.say(whose.Name))
	t := table{right: []bool{false, false, true, true, true}}
	t.add(p.words.date, p.words.figure, p.words.open, p.words.extinguished, p.words.left)
	for _, c := range list {
		left, err := c.Left()
		if err != nil {
			continue // Validate refuses it
		}
		t.add(p.l.Date(c.On), finance.Plain(c.Text), amount(c.Open, p.l), amount(c.Extinguished, p.l), amount(left, p.l))
	}
	t.write(&p.b)
	p.b.WriteByte('\n')
}

// account prints both accounts side by side, the differences, and who owes what
// by the books of each.
func (p *printer) account() {
	a := &p.d.Account
	ours, theirs := p.say(p.d.Issuer.Name), p.say(p.d.Recipient.Name)
	t := table{right: []bool{false, false, true, false, false, true, true, false}}
	t.add(p.words.date, p.words.figure, ours, p.words.date, p.words.figure, theirs, p.words.difference, "")
	p.balance(&t, p.words.opening, a.Opening)
	for _, pair := range a.Pairs {
		cells := append(p.figure(pair.Ours), p.figure(pair.Theirs)...)
		off, how := "", ""
		if !pair.Difference.IsZero() || pair.By == Unmatched {
			off = amount(pair.Difference, p.l)
		}
		if pair.By < MatchedBy(len(p.words.matched)) {
			how = p.words.matched[pair.By]
		}
		t.add(append(cells, off, how)...)
	}
	p.balance(&t, p.words.closing, a.Closing)
	t.write(&p.b)
	p.b.WriteByte('\n')
	p.explained(a)
	p.owes(ours, a.Closing.Ours)
	p.owes(theirs, a.Closing.Theirs)
}

func (p *printer) balance(t *table, text string, b Both) {
	off, err := b.Difference()
	if err != nil {
		return // Validate refuses it
	}
	difference := ""
	if !off.IsZero() {
		difference = amount(off, p.l)
	}
	t.add("", text, amount(b.Ours, p.l), "", text, amount(b.Theirs, p.l), difference, "")
}

func (p *printer) figure(f Figure) []string {
	if f.IsZero() {
		return []string{"", "", ""}
	}
	text := p.say(f.Text)
	if f.Number != "" {
		text = cmp.Or(text, p.words.figure) + " " + p.words.number + " " + finance.Plain(bareNumber(f.Number))
	}
	return []string{p.l.Date(f.On), text, amount(f.Amount, p.l)}
}

func (p *printer) explained(a *Account) {
	whole, err := a.Closing.Difference()
	if err != nil {
		return // Validate refuses it
	}
	before, err := a.Opening.Difference()
	if err != nil {
		return
	}
	if len(a.Differences()) == 0 && before.IsZero() {
		p.line("%s", p.words.noDifference)
		return
	}
	p.line(p.words.explained, p.l.Format(whole), p.l.Format(before))
}

// owes says who owes what by the books of a side.
func (p *printer) owes(by string, closing finance.Money) {
	at := p.l.Date(p.d.Period.To.AddDays(-1))
	by = ", " + fmt.Sprintf(p.words.and, by)
	debtor, creditor := p.say(p.d.Recipient.Name), p.say(p.d.Issuer.Name)
	if closing.Sign() < 0 {
		debtor, creditor = creditor, debtor
	}
	sum, err := closing.Abs()
	switch {
	case err != nil: // Validate refuses it
	case sum.IsZero():
		p.line(p.words.nobody+"%s", at, by)
	default:
		p.line(p.words.owes+"%s", at, debtor, creditor, p.l.Format(sum), inWords(sum, p.l), by)
	}
}
