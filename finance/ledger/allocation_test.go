package ledger_test

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// statutory is the order of the Civil Code of Russia as a host writes it down.
// Its penalties are a kind of their own: they follow the principal.
func statutory() ledger.Allocation {
	const art319 = "Civil Code of Russia, art. 319"
	return ledger.Allocation{
		Source: "Civil Code of Russia, art. 319.1",
		Debt:   ledger.OfSlot,
		Among:  []ledger.Criterion{ledger.Unsecured, ledger.Due},
		Within: []ledger.Rank{
			{Kinds: []string{"costs"}, Source: art319},
			{Kinds: []string{"interest"}, Source: art319},
			{Kinds: []string{"principal"}, Source: art319},
			{Kinds: []string{"penalty"}, Source: "Plenum of the Supreme Court, 22.11.2016 no. 54, p. 49"},
		},
		Kinds: []ledger.KindRule{
			{Clause: "costs", Kind: "costs"}, {Clause: "interest", Kind: "interest"}, {Clause: "penalty", Kind: "penalty"},
			{Agreement: "L-S", Kind: "principal", Secured: true},
			{Kind: "principal"},
		},
		Told: ledger.ToDebt,
	}
}

func allocate(t *testing.T, l ledger.Ledger, rule ledger.Allocation, at string, told ...ledger.Instruction) ledger.Allocated {
	t.Helper()
	all, err := l.Allocate(rule, ledger.Receivable, day(at), told...)
	require.NoError(t, err)
	one, ok := all.Of(studio, finance.RUB)
	require.True(t, ok)
	return one
}

// got shows how much each clause got, in the order of applying.
func got(a ledger.Allocated) []string {
	var list []string
	for _, p := range a.Applied {
		list = append(list, p.On.String()[5:]+" "+p.Key.Clause+" "+p.Key.Slot.From.Month().String()+" "+number(p.Amount)+" "+p.Reason.Why.String())
	}
	return list
}

func due(o accrual.Obligation, on string) accrual.Obligation { o.Due = day(on); return o }

func of(agreement string, o accrual.Obligation) accrual.Obligation {
	o.Agreement = agreement
	return o
}

// The published cases, each under its own order.
func TestPublishedAllocations(t *testing.T) {
	listed := func(c published) ledger.Allocation {
		a := ledger.Allocation{Source: c.Source, Debt: ledger.OfAll}
		for _, d := range c.Given.Debts {
			a.Within = append(a.Within, ledger.Rank{Kinds: []string{d.ID}})
			a.Kinds = append(a.Kinds, ledger.KindRule{Clause: d.ID, Kind: d.ID})
		}
		return a
	}
	orders := map[string]func(c published) ledger.Allocation{
		"listed":   listed,
		"pro_rata": func(c published) ledger.Allocation { return ledger.Allocation{Source: c.Source} },
		"exact_match_then_oldest": func(c published) ledger.Allocation {
			a := ledger.OldestFirst(c.Source)
			a.Exact = true
			return a
		},
	}
	casesOf(t, "payment_apply", func(t *testing.T, c published) {
		order, ok := orders[c.Given.Order]
		require.True(t, ok, c.Given.Order)
		l := ledger.New(owner)
		for i, d := range c.Given.Debts {
			o := owed(d.ID, studio, owner, "2026-01", d.Amount)
			o.Due = day("2026-01-01").AddDays(len(c.Given.Debts) - i) // the order of the table counts, not that of the days
			if d.Due != "" {
				o.Due = day(d.Due)
			}
			l = post(t, l, o)
		}
		var want []map[string]string
		require.NoError(t, json.Unmarshal(c.Want["applied"], &want))
		for i, amount := range c.Given.Payments {
			l = pay(t, l, paid(strconv.Itoa(i), studio, day("2026-03-01").AddDays(i).String(), amount))
		}
		a := allocate(t, l, order(c), "2026-03-31")
		for i := range want {
			applied := map[string]string{}
			for _, d := range c.Given.Debts {
				applied[d.ID] = "0.00"
			}
			for _, p := range a.Applied {
				if p.Credit == (ledger.Payment{ID: strconv.Itoa(i)}).Posting() {
					applied[p.Key.Clause] = number(p.Amount)
				}
			}
			require.Equal(t, want[i], applied)
		}
		var left map[string]string
		require.NoError(t, json.Unmarshal(c.Want["open"], &left))
		for _, item := range a.Items {
			require.Equal(t, left[item.Key.Clause], number(item.Left))
			delete(left, item.Key.Clause)
		}
		for _, rest := range left {
			require.Equal(t, "0.00", rest)
		}
		require.Empty(t, a.Unapplied)
	})
}

// Two months' rent with a penalty and costs: debt by debt, the older first, and
// within each the costs, the interest for use, the rent, the penalty.
func TestStatutoryOrder(t *testing.T) {
	l := post(t, ledger.New(owner),
		due(owed("penalty", studio, owner, "2026-01", "30.00"), "2026-02-20"), due(owed("base rent", studio, owner, "2026-01", "100.00"), "2026-02-10"),
		due(owed("costs", studio, owner, "2026-01", "5.00"), "2026-02-25"), due(owed("interest", studio, owner, "2026-01", "7.00"), "2026-02-25"),
		due(owed("base rent", studio, owner, "2026-02", "100.00"), "2026-03-10"))
	a := allocate(t, pay(t, l, paid("P-1", studio, "2026-03-20", "150.00")), statutory(), "2026-03-31")
	require.Equal(t, []string{
		"03-20 costs 2026-01 5.00 by-rule", "03-20 interest 2026-01 7.00 by-rule", "03-20 base rent 2026-01 100.00 by-rule",
		"03-20 penalty 2026-01 30.00 by-rule", "03-20 base rent 2026-02 8.00 by-rule",
	}, got(a))
	require.Equal(t, ledger.Reason{
		Why: ledger.ByRule, Source: "Civil Code of Russia, art. 319", Place: 1, Debts: 1, Rank: 2, Items: 1, Kind: "interest",
		Due: day("2026-02-25"), Arisen: last("2026-01"),
	}, a.Applied[1].Reason)
	require.Equal(t, "by rule, debt 1, rank 2 (interest), due 2026-02-25; Civil Code of Russia, art. 319", a.Applied[1].Reason.Text(accrual.English))
	require.Equal(t, "по правилу, долг № 1, очередь 2 (interest), срок 2026-02-25; Civil Code of Russia, art. 319", a.Applied[1].Reason.Text(accrual.Russian))
	require.Equal(t, 2, a.Applied[4].Reason.Place)
	require.Equal(t, []string{"92.00"}, []string{number(a.Total)})
	require.Equal(t, "Civil Code of Russia, art. 319.1", a.Source)
}

// What is not secured comes first, though due later; what is due on one day
// shares pro rata.
func TestUnsecuredFirstThenProRata(t *testing.T) {
	l := post(t, ledger.New(owner),
		of("L-S1", due(rent("2026-01", "500.00"), "2026-01-10")),
		of("L-U1", due(rent("2026-01", "100.00"), "2026-02-10")), of("L-U2", due(rent("2026-01", "200.01"), "2026-02-10")),
		of("L-U3", due(rent("2026-01", "40.00"), "2026-02-09")))
	a := allocate(t, pay(t, l, paid("P-1", studio, "2026-03-01", "100.00")), statutory(), "2026-03-31")
	var list []string
	for _, p := range a.Applied {
		list = append(list, p.Key.Agreement+" "+number(p.Amount)+" "+strconv.Itoa(p.Reason.Debts))
	}
	require.Equal(t, []string{"L-U3 40.00 1", "L-U1 20.00 2", "L-U2 40.00 2"}, list) // 60 × 100.00/300.01 = 19.9993, 60 × 200.01/300.01 = 40.0007
	require.Contains(t, a.Applied[1].Reason.Text(accrual.English), "by rule, debt 2, shared among debts: 2, rank 3 (principal)")
	full := allocate(t, pay(t, l, paid("P-1", studio, "2026-03-01", "900.00")), statutory(), "2026-03-31")
	secured := full.Applied[3]
	require.Equal(t, []any{"L-S1", "500.00", true, 4}, []any{secured.Key.Agreement, number(secured.Amount), secured.Reason.Secured, secured.Reason.Place})
	require.Contains(t, secured.Reason.Text(accrual.English), ", secured, due 2026-01-10")
	require.Equal(t, []string{"-59.99", "-59.99", "59.99"}, []string{number(full.Ahead), number(full.Total), number(full.Unapplied[0].Amount)})
}

// The payer names the newest debt. Bound to the item it gets that; bound to the
// debt, the costs of that debt come first.
func TestDirected(t *testing.T) {
	march := rent("2026-03", "100.00")
	l := post(t, ledger.New(owner), rent("2026-01", "100.00"), march, owed("costs", studio, owner, "2026-03", "5.00"))
	l = pay(t, l, paid("P-1", studio, "2026-04-01", "120.00"))
	told := ledger.Instruction{Payment: "P-1", Key: march.Key, Amount: rub("80.00"), Known: day("2026-04-03")}
	a := allocate(t, l, ledger.OldestFirst("agreement, p. 4"), "2026-04-30", told)
	require.Equal(t, []string{"04-01 base rent 2026-03 80.00 directed", "04-01 base rent 2026-01 40.00 by-rule"}, got(a))
	require.Equal(t, "as the payer directed, due 2026-04-10; agreement, p. 4", a.Applied[0].Reason.Text(accrual.English))
	a = allocate(t, l, statutory(), "2026-04-30", told)
	require.Equal(t, []string{"04-01 costs 2026-03 5.00 directed", "04-01 base rent 2026-03 75.00 directed", "04-01 base rent 2026-01 40.00 by-rule"}, got(a))
	// Before the payer said so the books were read without it, and so they stay.
	a = allocate(t, l, ledger.OldestFirst("agreement, p. 4"), "2026-04-02", told)
	require.Equal(t, []string{"04-01 base rent 2026-01 100.00 by-rule", "04-01 base rent 2026-03 20.00 by-rule"}, got(a))
	told.Key, told.Item = accrual.Key{}, march.Posting()
	require.Equal(t, "04-01 base rent 2026-03 80.00 directed", got(allocate(t, l, ledger.OldestFirst("x"), "2026-04-30", told))[0])
	more := told // more than the item needs falls to the rule
	more.Amount = rub("120.00")
	require.Equal(t, []string{"04-01 base rent 2026-03 100.00 directed", "04-01 base rent 2026-01 20.00 by-rule"}, got(allocate(t, l, ledger.OldestFirst("x"), "2026-04-30", more)))
}

// Money for what has not arisen waits for it, though older debts are open.
func TestDirectedWaits(t *testing.T) {
	may := rent("2026-05", "100.00")
	l := post(t, ledger.New(owner), rent("2026-03", "100.00"))
	l = pay(t, l, paid("P-1", studio, "2026-04-01", "130.00"))
	told := ledger.Instruction{Payment: "P-1", Key: may.Key, Amount: rub("110.00"), Known: day("2026-04-01")}
	rule := ledger.OldestFirst("x")
	a := allocate(t, l, rule, "2026-04-30", told)
	require.Equal(t, []string{"04-01 base rent 2026-03 20.00 by-rule"}, got(a))
	require.Equal(t, []ledger.Unapplied{{ledger.Payment{ID: "P-1"}.Posting(), rub("110.00"), rub("110.00")}}, a.Unapplied)
	require.Equal(t, []string{"-110.00", "-30.00", "80.00"}, []string{number(a.Ahead), number(a.Total), number(a.Items[0].Left)})
	a = allocate(t, post(t, l, may), rule, "2026-05-31", told)
	require.Equal(t, []string{"04-01 base rent 2026-03 20.00 by-rule", "05-31 base rent 2026-05 100.00 directed", "05-31 base rent 2026-03 10.00 by-rule"}, got(a))
	require.Empty(t, a.Unapplied)
}

// A credit note of a debt's own key lessens that debt, one without a key is used
// in two parts, and what is left stays ahead for what comes.
func TestCreditNotesAndOverpayment(t *testing.T) {
	l := post(t, ledger.New(owner), rent("2026-01", "10.00"), rent("2026-02", "200.00"))
	note := entry(1, "2026-03-05", [3]string{"income:returns", "", "100.00"}, [3]string{"assets:receivable", string(studio), "-100.00"})
	l = enter(t, l, note)
	a := allocate(t, l, ledger.OldestFirst("x"), "2026-03-31")
	require.Equal(t, []string{"03-05 base rent 2026-01 10.00 by-rule", "03-05 base rent 2026-02 90.00 by-rule"}, got(a))
	told := ledger.Instruction{Credit: note.ID, Key: rent("2026-02", "0.00").Key, Amount: rub("100.00"), Known: day("2026-03-05")}
	require.Equal(t, []string{"03-05 base rent 2026-02 100.00 directed"}, got(allocate(t, l, ledger.OldestFirst("x"), "2026-03-31", told)))

	l = pay(t, l, paid("P-1", studio, "2026-03-20", "150.00")) // 40 too much
	a = allocate(t, l, ledger.OldestFirst("x"), "2026-03-31")
	require.Equal(t, []string{"-40.00", "0.00"}, []string{number(a.Ahead), number(a.Unapplied[0].Waits)})
	l = post(t, l, rent("2026-03", "60.00")) // arises on the 31st, and takes what was ahead
	a = allocate(t, l, ledger.OldestFirst("x"), "2026-03-31")
	require.Equal(t, "03-31 base rent 2026-03 40.00 by-rule", got(a)[3])
	require.Equal(t, []string{"20.00", "20.00"}, []string{number(a.Total), number(a.Items[0].Left)})
}

// An adjustment lessens its own key, and only then others.
func TestOwnKeyFirst(t *testing.T) {
	less := rent("2026-02", "-130.00")
	less.In, less.Cutoff = month("2026-04"), day("2026-04-30")
	l := post(t, ledger.New(owner), rent("2026-01", "100.00"), rent("2026-02", "100.00"), less)
	require.Equal(t, []string{"04-30 base rent 2026-02 100.00 own-key", "04-30 base rent 2026-01 30.00 by-rule"}, got(allocate(t, l, ledger.OldestFirst("x"), "2026-04-30")))
}

// A debt that arises later takes no money from one that was paid before, though
// it comes first by the rule.
func TestAllocationIsByDay(t *testing.T) {
	l := post(t, ledger.New(owner), owed("base rent", studio, owner, "2026-01", "100.00"))
	l = pay(t, l, paid("P-1", studio, "2026-02-20", "100.00"))
	l = post(t, l, owed("costs", studio, owner, "2026-03", "100.00"))
	rule := statutory()
	rule.Debt = ledger.OfAll
	a := allocate(t, l, rule, "2026-03-31")
	require.Equal(t, []string{"02-20 base rent 2026-01 100.00 by-rule"}, got(a))
	require.Equal(t, "costs", a.Items[0].Key.Clause)
}

// What the owner owes: items below zero, applied amounts without a sign.
func TestAllocatePayables(t *testing.T) {
	l := post(t, ledger.New(owner), owed("proceeds", owner, maker, "2026-03", "80.00"))
	l = pay(t, l, ledger.Payment{ID: "P-1", From: owner, To: maker, On: day("2026-04-05"), Known: day("2026-04-05"), Amount: rub("30.00"), Against: ledger.Makers})
	all, err := l.Allocate(ledger.OldestFirst("x"), ledger.Makers, day("2026-04-30"))
	require.NoError(t, err)
	require.Len(t, all, 1)
	require.Equal(t, []string{"30.00", "-50.00", "-50.00"}, []string{number(all[0].Applied[0].Amount), number(all[0].Items[0].Left), number(all[0].Total)})
	aged, err := ledger.AgeingOf(all.Open(), ledger.Makers, day("2026-04-30"), 30)
	require.NoError(t, err)
	require.Equal(t, "-50.00", number(aged.Rows[0].Arrears()))
	_, ok := all.Of(maker, finance.USD)
	require.False(t, ok)
}

// A returned transfer: what it had settled is open again from its own day, and
// the closed month says what it said.
func TestVoid(t *testing.T) {
	l := post(t, ledger.New(owner), rent("2026-02", "100.00"))
	l = pay(t, l, paid("P-1", studio, "2026-03-20", "100.00"))
	before := seen(t, l, last("2026-03"))
	v := ledger.Void{Payment: "P-1", On: day("2026-03-25"), Known: day("2026-04-06")}
	waits, err := l.Void(month("2026-03"), day("2026-04-06"), v) // not known yet
	require.NoError(t, err)
	require.Equal(t, l.Len(), waits.Len())
	back, err := l.Void(month("2026-04"), day("2026-05-01"), v, v)
	require.NoError(t, err)
	require.Equal(t, l.Len()+1, back.Len())
	e, ok := back.Entry(v.Posting())
	require.True(t, ok)
	require.Equal(t, []any{day("2026-03-25"), month("2026-04"), day("2026-04-01")}, []any{e.On, e.Month, e.Day()})
	require.Equal(t, before, seen(t, back, last("2026-03")))
	require.Equal(t, "0.00 RUB", balance(back, ledger.Cash, "2026-04-01"))
	require.Equal(t, "100.00", number(allocate(t, back, ledger.OldestFirst("x"), "2026-04-01").Items[0].Left))
	require.Empty(t, allocate(t, back, ledger.OldestFirst("x"), "2026-03-31").Items)
	text, err := json.Marshal(back)
	require.NoError(t, err)
	var read ledger.Ledger
	require.NoError(t, json.Unmarshal(text, &read))
	require.Equal(t, entries(back), entries(read))

	other := v
	other.On = day("2026-03-26")
	_, err = back.Void(month("2026-05"), day("2026-06-01"), other)
	require.ErrorIs(t, err, finance.ErrConflict)
	late := paid("P-2", studio, "2026-03-30", "1.00") // known in April, returned in April with a day before it counts
	l, err = l.Pay(month("2026-04"), day("2026-05-01"), late)
	require.NoError(t, err)
	l, err = l.Void(month("2026-03"), day("2026-05-01"), ledger.Void{Payment: "P-2", On: day("2026-03-31"), Known: day("2026-04-02")})
	require.NoError(t, err)
	require.Equal(t, day("2026-04-01"), entries(l)[l.Len()-1].Day())
}

func TestVoidRefuses(t *testing.T) {
	l := pay(t, ledger.New(owner), paid("P-1", studio, "2026-03-20", "100.00"))
	for path, c := range map[string]struct {
		want error
		v    ledger.Void
	}{
		"voids[0].payment: m": {finance.ErrMissing, ledger.Void{On: day("2026-03-21"), Known: day("2026-03-21")}},
		"voids[0].payment":    {finance.ErrUnknown, ledger.Void{Payment: "P-9", On: day("2026-03-21"), Known: day("2026-03-21")}},
		"voids[0].on":         {finance.ErrOrder, ledger.Void{Payment: "P-1", On: day("2026-03-19"), Known: day("2026-03-21")}},
		"voids[0].known":      {finance.ErrOrder, ledger.Void{Payment: "P-1", On: day("2026-03-21"), Known: day("2026-03-20")}},
	} {
		same, err := l.Void(month("2026-03"), day("2026-04-01"), c.v)
		require.ErrorIs(t, err, c.want, path)
		require.ErrorContains(t, err, path)
		require.Equal(t, 1, same.Len())
	}
	_, err := ledger.Ledger{}.Void(civil.Month{}, civil.Date{})
	require.ErrorContains(t, err, "3 problems: owner: missing; in: missing; cutoff: missing")
}

func TestAllocationRefuses(t *testing.T) {
	for path, c := range map[string]struct {
		want   error
		change func(*ledger.Allocation)
	}{
		"source":           {finance.ErrMissing, func(a *ledger.Allocation) { a.Source = "" }},
		"debt":             {finance.ErrRange, func(a *ledger.Allocation) { a.Debt = 9 }},
		"told":             {finance.ErrRange, func(a *ledger.Allocation) { a.Told = 9 }},
		"remainder":        {finance.ErrRange, func(a *ledger.Allocation) { a.Remainder = 9 }},
		"among[1]":         {finance.ErrRange, func(a *ledger.Allocation) { a.Among[1] = 9 }},
		"among[1]: d":      {finance.ErrDuplicate, func(a *ledger.Allocation) { a.Among[1] = a.Among[0] }},
		"within[1].kinds":  {finance.ErrMissing, func(a *ledger.Allocation) { a.Within[1].Kinds = nil; a.Kinds = nil; a.Within = a.Within[:2] }},
		"within[1].kinds[": {finance.ErrDuplicate, func(a *ledger.Allocation) { a.Within[1].Kinds = []string{"interest", "costs"} }},
		"kinds[0].kind":    {finance.ErrMissing, func(a *ledger.Allocation) { a.Kinds[0].Kind = "" }},
		"kinds[0].kind: \"": {finance.ErrUnknown, func(a *ledger.Allocation) {
			a.Kinds[0].Kind = "tips"
		}},
		"kinds[1]: never reached after kinds[0]": {finance.ErrOrder, func(a *ledger.Allocation) { a.Kinds[1].Clause = "costs" }},
		"within: ":                               {finance.ErrLimit, func(a *ledger.Allocation) { a.Within = make([]ledger.Rank, ledger.MaxRules+1); a.Kinds = nil }},
		"kinds: 1":                               {finance.ErrLimit, func(a *ledger.Allocation) { a.Kinds = make([]ledger.KindRule, ledger.MaxRules+1) }},
	} {
		a := statutory()
		require.NoError(t, a.Validate())
		c.change(&a)
		err := a.Validate()
		require.ErrorIs(t, err, c.want, path)
		require.ErrorContains(t, err, path)
		_, err = ledger.New(owner).Allocate(a, ledger.Receivable, day("2026-03-31"))
		require.ErrorContains(t, err, "rule."+path)
	}
	unfit := statutory()
	unfit.Kinds = unfit.Kinds[:3]
	_, err := post(t, ledger.New(owner), rent("2026-01", "1.00")).Allocate(unfit, ledger.Receivable, day("2026-03-31"))
	require.ErrorIs(t, err, finance.ErrUnknown)
	require.ErrorContains(t, err, `"base rent"`)
}

func TestInstructionRefuses(t *testing.T) {
	march := rent("2026-03", "100.00")
	l := pay(t, post(t, ledger.New(owner), march), paid("P-1", studio, "2026-04-01", "100.00"))
	for path, c := range map[string]struct {
		want   error
		change func(*ledger.Instruction)
	}{
		"told[1].payment: m": {finance.ErrMissing, func(i *ledger.Instruction) { i.Payment = "" }},
		"told[1].payment: c": {finance.ErrConflict, func(i *ledger.Instruction) { i.Credit = march.Posting() }},
		"told[1].payment: u": {finance.ErrUnknown, func(i *ledger.Instruction) { i.Payment = "P-9" }},
		"told[1].key: m":     {finance.ErrMissing, func(i *ledger.Instruction) { i.Key = accrual.Key{} }},
		"told[1].key: c":     {finance.ErrConflict, func(i *ledger.Instruction) { i.Item = march.Posting() }},
		"told[1].key.clause": {finance.ErrMissing, func(i *ledger.Instruction) { i.Key.Clause = "" }},
		"told[1].item":       {finance.ErrUnknown, func(i *ledger.Instruction) { i.Key, i.Item = accrual.Key{}, uuid.UUID{1} }},
		"told[1].amount":     {finance.ErrMissing, func(i *ledger.Instruction) { i.Amount = rub("0.00") }},
		"told[1].amount: 50": {finance.ErrConflict, func(i *ledger.Instruction) { i.Amount = rub("50.01") }},
		"told[1].amount: 1.": {finance.ErrConflict, func(i *ledger.Instruction) { i.Amount = finance.MustMoney("1.00 USD") }},
		"told[1].known":      {finance.ErrMissing, func(i *ledger.Instruction) { i.Known = civil.Date{} }},
	} {
		first := ledger.Instruction{Payment: "P-1", Key: march.Key, Amount: rub("50.00"), Known: day("2026-04-01")}
		second := first
		c.change(&second)
		_, err := l.Allocate(ledger.OldestFirst("x"), ledger.Receivable, day("2026-04-30"), first, second)
		require.ErrorIs(t, err, c.want, path)
		require.ErrorContains(t, err, path)
	}
}

// Kinds may be named where no ranks are: the reason says them.
func TestKindsWithoutRanks(t *testing.T) {
	rule := ledger.OldestFirst("x")
	rule.Kinds = []ledger.KindRule{{Clause: "penalty", Kind: "penalty"}}
	l := pay(t, post(t, ledger.New(owner), owed("penalty", studio, owner, "2026-01", "5.00")), paid("P-1", studio, "2026-03-01", "5.00"))
	reason := allocate(t, l, rule, "2026-03-31").Applied[0].Reason
	require.Equal(t, []any{"penalty", 0}, []any{reason.Kind, reason.Rank})
}

// An entry that credits two currencies is directed in the one that is named.
func TestDirectedInItsCurrency(t *testing.T) {
	note := entry(1, "2026-03-05", [3]string{"income:returns", "", "50.00"}, [3]string{"assets:receivable", string(studio), "-50.00"})
	for i := range 2 {
		n := note.Lines[i]
		n.Amount = finance.Minor(n.Amount.Minor(), finance.KZT)
		note.Lines = append(note.Lines, n)
	}
	l := enter(t, post(t, ledger.New(owner), rent("2026-01", "100.00")), note)
	told := ledger.Instruction{Credit: note.ID, Key: rent("2026-09", "1.00").Key, Amount: rub("20.00"), Known: day("2026-03-05")}
	all, err := l.Allocate(ledger.OldestFirst("x"), ledger.Receivable, day("2026-03-31"), told)
	require.NoError(t, err)
	in := func(c finance.Currency) ledger.Unapplied {
		one, _ := all.Of(studio, c)
		return one.Unapplied[0]
	}
	require.Equal(t, []string{"20.00 RUB", "0.00 KZT"}, []string{in(finance.RUB).Waits.String(), in(finance.KZT).Waits.String()})
}
