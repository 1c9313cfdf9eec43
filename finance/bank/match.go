package bank

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Match says what the documents of a statement pay of what is open in the books
// at the end of a day: money that came in, of receivables; money that went out, of
// payables and of what makers are owed. Documents are looked at in their order,
// and what one pays is not open for the next. Own are the owner's accounts.
//
// Nothing is entered. The payment of a document bears an id of its number, day,
// accounts and amount, so entering the same statement twice is a retry. A document
// whose payment the books hold already, or that stands in the list before, as
// where the days of two statements overlap, settles nothing anew.
//
// Ordered are the payments that went to the bank by Orders. A document of the
// number, payee and amount of one is that payment, whatever is open: under the id
// of the order, on the day on which the bank made it. Nothing is found for it in
// Pays, as who proposed it knows what it is for (settlement.Proposal.Instructions).
// One that the books hold already is among Entered.
func Match(books ledger.Ledger, at civil.Date, own []string, directory Directory, documents []Document, ordered ...ledger.Payment) (Matched, error) {
	m := matcher{owner: books.Owner(), at: at, parties: directory.index(), open: map[claimant][]ledger.Item{}, ordered: map[order]ledger.Payment{}}
	if err := m.expect(directory, ordered); err != nil {
		return Matched{}, err
	}
	for _, root := range slices.Concat(incoming, outgoing) {
		if err := m.load(books, root, at); err != nil {
			return Matched{}, err
		}
	}
	var found Matched
	seen := map[uuid.UUID]bool{}
	for i := range documents {
		if err := documents[i].Validate(); err != nil {
			return Matched{}, fmt.Errorf("documents[%d]: %w", i, err)
		}
		in, out := slices.Contains(own, documents[i].Payee.Account), slices.Contains(own, documents[i].Payer.Account)
		if in && out {
			found.Own = append(found.Own, i)
			continue
		}
		posting := ledger.Payment{ID: documents[i].id()}.Posting()
		if m.entered(books, &documents[i], out) || seen[posting] {
			found.Entered = append(found.Entered, i)
			continue
		}
		seen[posting] = true
		one, err := m.find(&documents[i], in, out)
		if err != nil {
			return Matched{}, fmt.Errorf("documents[%d]: %w", i, err)
		}
		one.Document = i
		if one.Reason.Sure() {
			found.Sure = append(found.Sure, one)
		} else {
			found.Doubtful = append(found.Doubtful, one)
		}
	}
	return found, nil
}

// index finds parties by account and by tax number.
func (d Directory) index() map[string][]accrual.Party {
	at := map[string][]accrual.Party{}
	for party, side := range d {
		if side.Account != "" {
			at["account "+side.Account] = append(at["account "+side.Account], party)
		}
		if side.TaxNumber != "" {
			at["tax "+side.TaxNumber] = append(at["tax "+side.TaxNumber], party)
		}
	}
	return at
}

// What money that comes in pays, and money that goes out.
var (
	incoming = []ledger.Account{ledger.Receivable}
	outgoing = []ledger.Account{ledger.Payable, ledger.Makers}
)

// claimant is a party in one account of the books.
type claimant struct {
	party accrual.Party
	root  ledger.Account
}

type matcher struct {
	owner   accrual.Party
	at      civil.Date
	parties map[string][]accrual.Party
	open    map[claimant][]ledger.Item // what is left, above zero; oldest first
	ordered map[order]ledger.Payment
}

// order is by what the bank's document of a payment order is known.
type order struct {
	number, payee string
	amount        finance.Money
}

func (d *Document) order() order { return order{d.Number, d.Payee.Account, d.Amount} }

// expect takes the payments that were ordered.
func (m *matcher) expect(directory Directory, ordered []ledger.Payment) error {
	var wrong finance.Problems
	for i, p := range ordered {
		side := directory[p.To]
		err := p.Validate()
		switch {
		case err != nil:
		case p.From != m.owner:
			err = fmt.Errorf("from %.40q, not from %.40q: %w", string(p.From), string(m.owner), finance.ErrConflict)
		case side.Account == "":
			err = fmt.Errorf("no account of %.40q: %w", string(p.To), finance.ErrUnknown)
		}
		wrong.AddAt("ordered", i, err)
		m.ordered[order{p.ID, side.Account, p.Amount}] = p
	}
	return wrong.Err()
}

// entered reports whether the books hold the payment of a document, under its own
// id or that of its order.
func (m *matcher) entered(books ledger.Ledger, d *Document, out bool) bool {
	if _, ok := books.Entry(ledger.Payment{ID: d.id()}.Posting()); ok {
		return true
	}
	p, ok := m.ordered[d.order()]
	if ok && out {
		_, ok = books.Entry(p.Posting())
		return ok
	}
	return false
}

// made is a payment that was ordered, as the bank made it.
func (m *matcher) made(d *Document, p ledger.Payment) (Found, error) {
	delete(m.ordered, d.order())
	p.On = d.Day(d.Payer.Account)
	p.Known = m.known(p.On)
	against := p.Against
	if against == "" {
		against = ledger.Payable
	}
	for _, root := range outgoing {
		if !against.In(root) {
			continue
		}
		// what it pays is not open for the next document
		who := claimant{p.To, root}
		items, _, err := choose(m.open[who], d.Amount, "")
		if err == nil {
			_, err = m.take(who, items, d.Amount)
		}
		if err != nil {
			return Found{}, err
		}
	}
	return Found{Party: p.To, Reason: Ordered, Payment: p}, nil
}

// known is the day on which a payment of a statement became known.
func (m *matcher) known(on civil.Date) civil.Date {
	if m.at.After(on) {
		return m.at
	}
	return on
}

// load takes the open items of an account, in roubles.
func (m *matcher) load(books ledger.Ledger, root ledger.Account, at civil.Date) error {
	for _, o := range books.Open(root, at) {
		if o.Total.Currency() != finance.RUB {
			continue
		}
		who := claimant{o.Party, root}
		for _, item := range o.Items {
			left, err := item.Left.Abs()
			if err != nil {
				return err
			}
			item.Left = left
			m.open[who] = append(m.open[who], item)
		}
		slices.SortStableFunc(m.open[who], func(a, b ledger.Item) int { return a.Due.Compare(b.Due) })
	}
	return nil
}

// find is what one document seems to be.
func (m *matcher) find(d *Document, in, out bool) (Found, error) {
	if !in && !out {
		return Found{Reason: NotOurAccount}, nil
	}
	if p, ok := m.ordered[d.order()]; ok && out {
		return m.made(d, p)
	}
	other, roots := d.Payee, outgoing
	if in {
		other, roots = d.Payer, incoming
	}
	parties := m.parties["account "+other.Account]
	if len(parties) == 0 && other.TaxNumber != "" {
		parties = m.parties["tax "+other.TaxNumber]
	}
	switch len(parties) {
	case 0:
		return Found{Reason: UnknownParty}, nil
	case 1:
		return m.among(d, parties[0], roots, in)
	}
	return Found{Reason: SeveralParty}, nil
}

// among looks in one account after the other for what a document surely pays;
// without such, the first in which something is open has it.
func (m *matcher) among(d *Document, party accrual.Party, roots []ledger.Account, in bool) (f Found, err error) {
	f = Found{Party: party, Reason: NothingOpen}
	var items []int
	at := claimant{party, roots[0]}
	for _, root := range roots {
		who := claimant{party, root}
		some, reason, err := choose(m.open[who], d.Amount, d.Purpose)
		if err != nil {
			return Found{}, err
		}
		if reason.Sure() || f.Reason == NothingOpen && reason != NothingOpen {
			f.Reason, items, at = reason, some, who
		}
		if reason.Sure() {
			break
		}
	}
	f.Payment = m.payment(d, party, in)
	f.Payment.Against = at.root
	f.Pays, err = m.take(at, items, d.Amount)
	return f, err
}

// payment is the payment of a document.
func (m *matcher) payment(d *Document, party accrual.Party, in bool) ledger.Payment {
	p := ledger.Payment{From: m.owner, To: party, On: d.Day(d.Payer.Account), Amount: d.Amount, Purpose: cut(d.Purpose, ledger.MaxText)}
	if in {
		p.From, p.To, p.On = party, m.owner, d.Day(d.Payee.Account)
	}
	p.Known = m.known(p.On)
	p.ID = d.id()
	return p
}

// id is that of the payment of d; of a longer one than an id may be, its sum.
func (d *Document) id() string {
	id := fmt.Sprintf("bank %s %v %s>%s %d", d.Number, d.On, d.Payer.Account, d.Payee.Account, d.Amount.Minor())
	if len(id) > accrual.MaxText {
		id = "bank " + uuid.NewSHA1(uuid.Nil, []byte(id)).String()
	}
	return id
}

// cut is s, shortened to whole letters.
func cut(s string, bytes int) string {
	if len(s) <= bytes {
		return s
	}
	for bytes > 0 && !utf8.RuneStart(s[bytes]) {
		bytes--
	}
	return s[:bytes]
}

// choose says which items an amount pays, by their places, and why.
func choose(items []ledger.Item, amount finance.Money, purpose string) ([]int, Reason, error) {
	if len(items) == 0 {
		return nil, NothingOpen, nil
	}
	all := make([]int, len(items))
	for i := range items {
		all[i] = i
	}
	named := slices.DeleteFunc(slices.Clone(all), func(i int) bool { return !names(purpose, items[i].Key.Agreement) })
	if total, err := sum(items, named); err != nil || len(named) > 0 && total == amount {
		return named, NamedAgreement, err
	}
	other := func(i int) bool { return items[i].Left != amount }
	equal := slices.DeleteFunc(slices.Clone(all), other)
	if only := slices.DeleteFunc(named, other); len(only) == 1 {
		return only, OneItem, nil
	}
	switch total, err := sum(items, all); {
	case err != nil:
		return nil, 0, err
	case len(equal) == 1:
		return equal, OneItem, nil
	case len(equal) > 1:
		return equal[:1], SeveralItems, nil
	case total == amount:
		return all, AllOpen, nil
	case total.Minor() < amount.Minor():
		return all, MoreThanOpen, nil
	}
	left := amount.Minor()
	for i := range items {
		if left -= items[i].Left.Minor(); left <= 0 {
			reason := OldestItems
			if left < 0 {
				reason = PartOfItem
			}
			return all[:i+1], reason, nil
		}
	}
	return all, MoreThanOpen, nil
}

func sum(items []ledger.Item, of []int) (finance.Money, error) {
	total := finance.Zero(finance.RUB)
	var err error
	for _, i := range of {
		if total, err = total.Add(items[i].Left); err != nil {
			return total, err
		}
	}
	return total, nil
}

// names reports whether a purpose has an agreement's id as a word of its own.
func names(purpose, id string) bool {
	for rest := purpose; id != ""; {
		at := strings.Index(rest, id)
		if at < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(rest[:at])
		after, _ := utf8.DecodeRuneInString(rest[at+len(id):])
		if !partOfWord(before) && !partOfWord(after) {
			return true
		}
		rest = rest[at+len(id):]
	}
	return false
}

func partOfWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-')
}

// take pays items, and lessens what is open for the next document.
func (m *matcher) take(who claimant, items []int, amount finance.Money) (parts []Part, err error) {
	open := m.open[who]
	for _, i := range items {
		pays, err := finance.Min(amount, open[i].Left)
		if err != nil {
			return nil, err
		}
		if amount, err = amount.Sub(pays); err != nil {
			return nil, err
		}
		if open[i].Left, err = open[i].Left.Sub(pays); err != nil {
			return nil, err
		}
		parts = append(parts, Part{Entry: open[i].Entry, Key: open[i].Key, Amount: pays})
	}
	m.open[who] = slices.DeleteFunc(open, func(i ledger.Item) bool { return i.Left.IsZero() })
	return parts, nil
}
