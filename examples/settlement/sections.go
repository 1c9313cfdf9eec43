package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/document"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/till"
	"github.com/creative-cluster/kvartal/finance/waterfall"
)

// director prints the totals of the shop.
func (r *report) director() error {
	r.Title("The shop in a quarter, as its director reads it")
	sold := map[string]*sums{}
	gross, discount, back := zero(), zero(), zero()
	for _, l := range r.docs.Lines {
		net, err := l.Net()
		if err != nil {
			return err
		}
		if sold[l.Channel] == nil {
			s := zero()
			sold[l.Channel] = &s
		}
		if net.Sign() < 0 {
			back.add(net)
		} else {
			gross.add(l.Gross)
			discount.add(l.Discount)
		}
		sold[l.Channel].add(net)
	}
	t := printout.Table{Heads: []string{r.Words("sales"), r.Words("roubles")}, Figures: 1}
	t.Add(r.Words("sold at full price"), r.Amount(gross.Money))
	t.Add(r.Words("discounts given"), r.Amount(negated(discount.Money)))
	t.Add(r.Words("returned by buyers"), r.Amount(back.Money))
	net := zero()
	for _, c := range []string{printout.Phrase("shop"), printout.Phrase("site"), printout.Phrase("fair")} {
		t.Add("  "+r.Sayf("left, sold in channel: %s", r.Words(c)), r.Amount(sold[c].Money))
		net.add(sold[c].Money)
	}
	t.Add(r.Words("left of sales: the makers' money"), r.Amount(net.Money))
	t.Print(&r.Printer)
	return r.kept()
}

// others is whose money the house holds beside the makers'.
var others = map[ledger.Account]string{reserves: printout.Phrase("of it held against returns"), vatAccount: printout.Phrase("of it VAT to be paid")}

// kept prints what the house earned, what it owes, and whose the cash is.
func (r *report) kept() error {
	at := last.Last()
	balance := func(a ledger.Account) finance.Money { return r.books.Balance(a, at).Of(finance.RUB) }
	fee, result := negated(balance(commission)), zero()
	r.Put("")
	t := printout.Table{Heads: []string{r.Words("the house"), r.Words("roubles")}, Figures: 1}
	for _, row := range []struct {
		what string
		of   ledger.Account
	}{{printout.Phrase("fees, without VAT"), commission}, {printout.Phrase("rents, without VAT"), rents}, {printout.Phrase("half of discounts, and those made good"), discounts}, {printout.Phrase("acquirer's fee, less the makers' half"), acquiring}} {
		t.Add(r.Words(row.what), r.Amount(negated(balance(row.of))))
		result.add(negated(balance(row.of)))
	}
	t.Add(r.Words("left to the house for its own costs"), r.Amount(result.Money))
	t.Print(&r.Printer)
	takings := zero()
	for _, o := range r.posted {
		if o.Clause == "proceeds" {
			takings.add(o.Net)
		}
	}
	rate, err := fee.Ratio(takings.Money)
	if err != nil {
		return err
	}
	r.Say("  The fee without VAT is %s of what buyers paid.", r.Percent(rate))
	r.Put("")
	for _, c := range r.books.Cash(quarter) {
		t = printout.Table{Heads: []string{r.Sayf("cash on %s", r.Date(at)), r.Words("roubles")}, Figures: 1}
		t.Add(r.Words("in the till and at the bank"), r.Amount(c.Left))
		t.Add("  "+r.Words("of it the makers'"), r.Amount(c.ToMakers))
		other := zero()
		for _, a := range []ledger.Account{reserves, vatAccount} {
			other.add(negated(balance(a)))
			t.Add("  "+r.Words(others[a]), r.Amount(negated(balance(a))))
		}
		free, err := c.Own.Sub(other.Money)
		if err != nil {
			return err
		}
		t.Add("  "+r.Words("its own"), r.Amount(free))
		t.Print(&r.Printer)
	}
	r.Say("  Not at the bank yet: %s with the acquirer.", r.Exact(balance(transit)))
	return nil
}

// rules of the till: the acquirer credits within three days.
var tillRules = till.Rules{
	Currency: finance.RUB, Until: quarter.To, Days: 3,
	Acquired: []till.Acquired{{Tender: "card", Rate: acquirer["card"]}, {Tender: "sbp", Rate: acquirer["sbp"]}},
}

// till holds the four documents against each other.
func (r *report) till() error {
	found, err := till.Reconcile(tillRules, r.docs)
	if err != nil {
		return err
	}
	r.Title("From the sale to the bank: sales lines = shifts = acquirer's register = bank + fee")
	t := printout.Table{Heads: []string{r.Words("compared"), r.Words("left"), r.Words("right"), r.Words("difference")}, Figures: 3}
	for _, s := range found.Stages {
		d, err := s.Left.Sub(s.Right)
		if err != nil {
			return err
		}
		t.Add(r.Words(stages[s.Stage]), r.Amount(s.Left), r.Amount(s.Right), r.Amount(d))
	}
	t.Print(&r.Printer)
	for _, d := range found.Differences {
		r.Put("  " + r.read(d.Text(r.Language)))
	}
	return nil
}

var stages = map[till.Stage]string{
	till.Sales: printout.Phrase("file of sales, distinct lines"), till.Shifts: printout.Phrase("sales lines, closing reports of shifts"), till.Register: printout.Phrase("acquired sales, acquirer's register"),
	till.Fees: printout.Phrase("agreed fee, fee of the register"), till.Bank: printout.Phrase("register less fee, bank credits"),
}

// artBook prints how a book is divided between four.
func (r *report) artBook() error {
	r.Title("An art book of four makers")
	total := zero()
	for _, l := range r.docs.Lines {
		if l.Agreement == "L-01" {
			n, err := l.Net()
			if err != nil {
				return err
			}
			total.add(n)
		}
	}
	lines, err := book.Divide(total.Money)
	if err != nil {
		return err
	}
	r.Say("  Sold in the quarter for %s; each has its part, and pays the fee on it:", r.Exact(total.Money))
	t := printout.Table{Heads: []string{r.Words("maker"), r.Words("share"), r.Words("part"), r.Words("by")}, Figures: 2, Text: true}
	for _, l := range lines {
		t.Add(r.name(l.Party), r.Percent(l.Share), r.Amount(l.Amount), r.read(l.Text(r.Language)))
	}
	t.Print(&r.Printer)
	return nil
}

// jointProject prints the waterfall of the two.
func (r *report) jointProject() error {
	facts := waterfall.Facts{Contributions: paidIn}
	for _, f := range r.factsBy["W-01"] {
		for _, a := range f.Adds {
			if a.Meter == waterfall.Came("") {
				facts.Proceeds = append(facts.Proceeds, waterfall.Proceeds{On: f.On, Amount: finance.Minor(a.N, finance.RUB)})
			}
		}
	}
	d, err := waterfall.Distribute(project, facts, quarter.To)
	if err != nil {
		return err
	}
	r.Title("A joint project of two residents: a collection of furniture")
	r.Say("  %s put in 320,000, %s, who runs it, 40,000. First the capital, then 14%% a year on it, then 70/30 until the investor has 1.2 of what it put in, then by halves.", project.Parties[0], project.Sponsor)
	by := map[int]*sums{}
	for _, round := range d.Rounds {
		for _, l := range round.Layers {
			if by[l.Tier] == nil {
				s := zero()
				by[l.Tier] = &s
			}
			by[l.Tier].add(l.Paid)
		}
	}
	t := printout.Table{Heads: []string{r.Words("tier"), r.Words("paid in the quarter")}, Figures: 1}
	for i, tier := range project.Tiers {
		name := tier.Name
		if name == "" {
			name = tiers[tier.Kind]
		}
		if by[i] != nil {
			t.Add(r.Words(name), r.Amount(by[i].Money))
		}
	}
	for _, p := range project.Parties {
		t.Add("  "+r.name(p), r.Amount(d.Received(p)))
	}
	t.Print(&r.Printer)
	r.Say("  The day on which the hurdle was passed:")
	for _, round := range d.Rounds {
		if len(round.Layers) > 1 && round.Layers[len(round.Layers)-1].Tier == len(project.Tiers)-1 {
			one := waterfall.Distribution{Terms: d.Terms, To: d.To, Rounds: []waterfall.Round{round}}
			for line := range strings.Lines(one.Text(r.Language)) {
				r.Put("    " + r.read(strings.TrimSuffix(line, "\n")))
			}
			break
		}
	}
	return nil
}

// tiers are what people call the kinds of tiers.
var tiers = map[waterfall.Kind]string{waterfall.Capital: printout.Phrase("capital"), waterfall.Preferred: printout.Phrase("14 % a year on it")}

// setOffs prints what was set off.
func (r *report) setOffs() error {
	r.Title("Rents set off against proceeds")
	t := printout.Table{Heads: []string{r.Words("act"), r.Words("day"), r.Words("rents"), r.Words("left of them")}, Figures: 2}
	for _, a := range r.acts {
		met, left := zero(), zero()
		for _, e := range a.Extinguished {
			if e.Claim.Creditor == house {
				met.add(e.Amount)
				left.add(e.Left)
			}
		}
		t.Add(a.ID, r.Date(a.On), r.Amount(met.Money), r.Amount(left.Money))
	}
	t.Print(&r.Printer)
	for _, a := range r.acts[:1] {
		for _, e := range a.Extinguished {
			r.Say("  %s: %s %s %s: %s, by %s", a.ID, e.Claim.Key.Agreement, r.in(clauses[e.Claim.Key.Clause]), e.Claim.Key.Slot.From.Month(), r.Exact(e.Amount), r.Words(e.Source))
		}
	}
	return nil
}

// lateness prints what corrected closed months.
func (r *report) lateness() error {
	r.Title("What corrected closed months")
	for _, p := range r.papers.reports {
		if p.Document.Agreement != objection.agreement || objected(p.Document) == 0 {
			continue
		}
		list, err := p.Corrections(last.Last())
		if err != nil {
			return err
		}
		for _, c := range list {
			r.Say("  Report no. %s: objection to line %d on %s, upheld on %s: %s, should be %s. The shop bears the discount of the sale alone.",
				p.Document.Number, c.Line, r.Date(objection.on), r.Date(c.On), r.Exact(c.Was), r.Exact(c.Becomes))
		}
	}
	for _, l := range r.docs.Lines {
		if known := r.known(l); r.late[l.ID] == known && !known.IsZero() {
			n, err := l.Net()
			if err != nil {
				return err
			}
			r.Say("  %s, %s: sold %s, returned %s, known %s, after the close: %s", l.Agreement, l.ID, r.Date(l.Of.On), r.Date(l.On), r.Date(known), r.Exact(n))
		}
	}
	for _, o := range r.posted {
		if o.Adjusts() {
			gross, err := o.Gross()
			if err != nil {
				return err
			}
			r.Say("    posted in %v for %v: %s %s %s", o.In, o.For, o.Agreement, r.in(clauses[o.Clause]), r.Exact(gross))
		}
	}
	return r.after()
}

// after closes April as far as it is known, and draws the statements again.
func (r *report) after() error {
	id := accrual.Party("M-20")
	before, err := r.drawn(id)
	if err != nil {
		return err
	}
	later, err := r.later()
	if err != nil {
		return err
	}
	again, err := later.drawn(id)
	if err != nil {
		return err
	}
	if before.String() != again.String() {
		return fmt.Errorf("the statement of %s changed after it was drawn: %w", id, finance.ErrConflict)
	}
	for _, o := range later.posted[len(r.posted):] {
		if o.Adjusts() {
			gross, err := o.Gross()
			if err != nil {
				return err
			}
			r.Say("    posted in %v for %v: %s %s %s", o.In, o.For, o.Agreement, r.in(clauses[o.Clause]), r.Exact(gross))
		}
	}
	r.Say("  After the close of April the statement of %s for the quarter is the same to the byte.", id)
	return nil
}

// later is the quarter with a month after it, by what is known of it.
func (q *settled) later() (*settled, error) {
	next := *q
	next.posted, next.place = slices.Clone(q.posted), maps.Clone(q.place)
	m := last.Next()
	for _, before := range []civil.Date{m.First().AddDays(6), cutoff(m)} {
		if err := next.closeAt(m, before); err != nil {
			return nil, err
		}
	}
	return &next, nil
}

// checks prints that the parts make up the whole.
func (r *report) checks() error {
	r.Title("Checks")
	makers, all := zero(), zero()
	for _, m := range r.makers {
		s, err := r.drawn(m.ID)
		if err != nil {
			return err
		}
		for _, one := range s.Sections {
			makers.add(one.Closing)
			paid, lines := zero(), zero()
			for _, l := range one.Lines {
				if l.Paid {
					paid.add(l.Amount)
				} else {
					lines.add(l.Amount)
				}
			}
			if one.Opening.Minor()+lines.Minor()+paid.Minor() != one.Closing.Minor() || paid.Minor() != -one.Paid.Minor() {
				return fmt.Errorf("statement of %s: %w", m.ID, finance.ErrConflict)
			}
		}
	}
	for _, a := range []ledger.Account{ledger.Receivable, ledger.Payable, ledger.Makers} {
		all.add(negated(r.books.Balance(a, last.Last()).Of(finance.RUB)))
	}
	if makers.Money != all.Money {
		return fmt.Errorf("statements %v, books %v: %w", makers.Money, all.Money, finance.ErrConflict)
	}
	r.Say("  Opening + lines - paid = closing in %d statements; together %s, as in the books.", len(r.makers), r.Exact(makers.Money))
	for _, a := range []ledger.Account{takings, projects} {
		if left := r.books.Balance(a, last.Last()).Of(finance.RUB); !left.IsZero() {
			return fmt.Errorf("%s: %v: %w", a, left, finance.ErrConflict)
		}
	}
	r.Say("  What buyers paid, and the money of the joint project, is passed on to the kopeck.")
	if err := r.onTheWay(); err != nil {
		return err
	}
	count := map[string]int{}
	var order []document.Kind
	for d := range r.papers.register.Documents() {
		if k, ok := kinds.Kind(d.Kind); ok && count[d.Kind] == 0 {
			order = append(order, k)
		}
		count[d.Kind]++
	}
	for _, k := range order {
		r.Say("  Documents: %s, %d.", r.in(k.Title), count[k.Name])
	}
	return nil
}

// onTheWay prints what the acquirer holds: what its register lacks, what the
// bank credits after the quarter, and a refund that the books do not know yet.
func (r *report) onTheWay() error {
	lost, awaited, unknown := zero(), zero(), zero()
	credited := map[string]bool{}
	for _, c := range r.docs.Bank {
		credited[c.Batch] = c.On.Before(quarter.To)
	}
	registered := map[string]bool{}
	for _, l := range r.docs.Register {
		registered[l.Receipt] = true
		if !credited[l.Batch] {
			awaited.add(l.Gross)
		}
	}
	for _, l := range r.docs.Lines {
		net, err := l.Net()
		if err != nil {
			return err
		}
		if where(l.Tender) == transit && !registered[l.Receipt] {
			lost.add(net)
		}
		if where(l.Tender) == transit && !r.known(l).Before(cutoff(last)) {
			unknown.add(negated(net))
		}
	}
	sum := lost
	sum.add(awaited.Money)
	sum.add(unknown.Money)
	held := r.books.Balance(transit, last.Last()).Of(finance.RUB)
	if sum.Money != held {
		return fmt.Errorf("with the acquirer %v, explained %v: %w", held, sum.Money, finance.ErrConflict)
	}
	r.Say("  With the acquirer %s: not in its register %s, credited in April %s, a refund not known yet %s.", r.Exact(held), r.Amount(lost.Money), r.Amount(awaited.Money), r.Amount(unknown.Money))
	return nil
}
