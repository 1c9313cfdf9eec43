package main

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// shown is how many statements are printed in full without -party.
const shown = 3

// statements prints some statements in full, and of the rest the sums.
func (j *job) statements(books cluster.Books) error {
	why := j.reasons(books, j.set.Facts)
	parties := j.interesting(books)
	for _, party := range parties[:min(shown, len(parties))] {
		if err := j.statement(why, party); err != nil {
			return err
		}
	}
	return j.others(books, parties[min(shown, len(parties)):])
}

// others says how many parties stand in the books beside those shown, and what
// stands between them and the cluster.
func (j *job) others(books cluster.Books, parties []accrual.Party) error {
	currency := j.set.Cluster.House.Currency
	sums := map[int]finance.Money{-1: finance.Zero(currency), 1: finance.Zero(currency)}
	counts := map[int]int{}
	for _, p := range parties {
		closing := books.Ledger.Statement(p, j.period()).Section(currency).Closing
		sum, err := sums[closing.Sign()].Add(closing)
		if err != nil {
			return err
		}
		sums[closing.Sign()] = sum
		counts[closing.Sign()]++
	}
	j.Put("")
	j.Say("Statements of other parties: %d. On %s %d of them owe %s, %d are owed %s, and %d are even.",
		len(parties), j.Date(j.last.Last()), counts[1], j.Exact(sums[1]), counts[-1], j.Exact(finance.Minor(-sums[-1].Minor(), currency)), counts[0])
	j.Say("The flag -party ID prints any of them, -out DIR writes all.")
	return nil
}

// interesting are all parties, those first that tell most: the resident, the
// maker and the supplier with the most lines in the reported months.
func (j *job) interesting(books cluster.Books) []accrual.Party {
	parties := books.Ledger.Parties()
	lines := map[accrual.Party]int{}
	for _, p := range parties {
		lines[p] = len(books.Ledger.Statement(p, j.period()).Section(j.set.Cluster.House.Currency).Lines)
	}
	slices.SortStableFunc(parties, func(a, b accrual.Party) int { return lines[b] - lines[a] })
	first := make([]accrual.Party, 0, len(parties))
	for _, is := range []func(accrual.Party) bool{j.isResident, j.isMaker, j.isSupplier} {
		if i := slices.IndexFunc(parties, is); i >= 0 {
			first = append(first, parties[i])
			parties = slices.Delete(parties, i, i+1)
		}
	}
	return append(first, parties...)
}

func (j *job) isResident(p accrual.Party) bool {
	return slices.ContainsFunc(j.set.Cluster.House.Residents, func(r tenancy.Resident) bool { return r.ID == p })
}

func (j *job) isMaker(p accrual.Party) bool {
	return slices.ContainsFunc(j.set.Cluster.Shop.Brands, func(b brand.Brand) bool { return b.Maker == p })
}

func (j *job) isSupplier(p accrual.Party) bool {
	return slices.ContainsFunc(j.set.Facts.Costs, func(c cluster.Cost) bool { return c.Supplier == p })
}

// period is that of the reported months.
func (j *job) period() civil.Period {
	return civil.Period{From: j.from.First(), To: j.last.Next().First()}
}

// name is a party's name with its id.
func (j *job) name(id accrual.Party) string {
	name := j.set.Cluster.PartyName(id)
	if name == string(id) {
		return name
	}
	return name + " [" + string(id) + "]"
}

// statement prints what stands between the cluster and a party, each charge
// with its derivation in words.
func (j *job) statement(why reasons, party accrual.Party) error {
	s := why.books.Ledger.Statement(party, j.period())
	j.Title("Statement: %s", j.name(s.Party))
	if len(s.Sections) == 0 {
		j.Say("Nothing is to be settled between this party and the cluster.")
	}
	for _, section := range s.Sections {
		if err := j.section(s.Period, section, why); err != nil {
			return err
		}
	}
	j.Say("Above zero the party owes the cluster, below zero the cluster owes the party; charges with VAT.")
	return nil
}

func (j *job) section(p civil.Period, section ledger.Section, why reasons) error {
	texts := []string{j.Words("opening balance"), j.Words("closing balance")}
	for _, line := range section.Lines {
		texts = append(texts, j.lineText(line))
	}
	width := 0
	for _, text := range texts {
		width = min(max(width, utf8.RuneCountInString(text)), 60)
	}
	j.entry(width, j.Date(p.From), texts[0], section.Opening, "")
	for i, line := range section.Lines {
		text, err := why.line(line)
		if err != nil {
			return err
		}
		j.entry(width, j.Date(line.Counts), texts[i+2], line.Amount, text)
	}
	j.entry(width, j.Date(p.To.AddDays(-1)), texts[1], section.Closing, "")
	return nil
}

func (j *job) entry(width int, day, text string, amount finance.Money, why string) {
	text = fmt.Sprintf("  %s  %-*s %17s  ", day, width, text, j.Exact(amount))
	j.Hang(text+why, utf8.RuneCountInString(text))
}

// lineText says what a line is for.
func (j *job) lineText(line ledger.StatementLine) string {
	text := j.enteredText(line.Text)
	switch {
	case line.Key != (accrual.Key{}):
		text = j.named(clauses, line.Key.Clause) + " " + j.Language.Month(line.For) + ", " + line.Key.Agreement
		if line.For.Before(line.Counts.Month()) {
			text = j.Sayf("adjustment: %s", text)
		}
	case line.Paid:
		text = j.Sayf("payment: %s", text)
	}
	if line.Reverses {
		text = j.Sayf("taken back: %s", text)
	}
	return text
}
