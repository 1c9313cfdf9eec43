package main

import (
	"slices"

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

// statements prints some statements in full, and of the rest the balance.
func (j *job) statements(books cluster.Books, last civil.Month) error {
	parties := j.interesting(books, last)
	for _, party := range parties[:min(shown, len(parties))] {
		if err := j.statement(books, last, party); err != nil {
			return err
		}
	}
	j.say("Statements of %d more parties: -party ID prints one, -out DIR writes all.", max(0, len(books.Ledger.Parties())-shown))
	return nil
}

// interesting are all parties, those first that tell most: the resident, the
// maker and the supplier with the most lines in the reported months.
func (j *job) interesting(books cluster.Books, last civil.Month) []accrual.Party {
	parties := books.Ledger.Parties()
	lines := map[accrual.Party]int{}
	for _, p := range parties {
		lines[p] = len(books.Ledger.Statement(p, reportedPeriod(last)).Section(j.set.Cluster.House.Currency).Lines)
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

func reportedPeriod(last civil.Month) civil.Period {
	return civil.Period{From: last.Add(1 - reported).First(), To: last.Next().First()}
}

// statement prints what stands between the cluster and a party, each charge
// with its derivation in words.
func (j *job) statement(books cluster.Books, last civil.Month, party accrual.Party) error {
	explainer, err := j.set.Cluster.Explainer(books.Accrual.Cutoff(), j.set.Facts)
	if err != nil {
		return err
	}
	if !slices.Contains(books.Ledger.Parties(), party) {
		return finance.Problem{Path: "party", Err: finance.ErrUnknown}
	}
	return j.printStatement(books.Ledger.Statement(party, reportedPeriod(last)), explainer)
}

func (j *job) printStatement(s ledger.Statement, explainer cluster.Explainer) error {
	j.title("Statement: %s", j.name(s.Party))
	for _, section := range s.Sections {
		j.row(j.day(s.Period.From), j.words("opening balance"), section.Opening, "")
		for _, line := range section.Lines {
			why, err := j.why(line, explainer)
			if err != nil {
				return err
			}
			j.row(j.day(line.Counts), j.lineText(line), line.Amount, why)
		}
		j.row(j.day(s.Period.To.AddDays(-1)), j.words("closing balance"), section.Closing, "")
	}
	j.say("Above zero the party owes the cluster, below zero the cluster owes the party.")
	return nil
}

func (j *job) row(day, text string, amount finance.Money, why string) {
	if why != "" {
		why = "  " + why
	}
	j.line("  %s  %s %s%s", day, pad(text, 44), padLeft(j.exact(amount), 18), why)
}

// lineText says what a line is for.
func (j *job) lineText(line ledger.StatementLine) string {
	if line.Key == (accrual.Key{}) {
		return line.Text
	}
	text := j.words(line.Key.Clause) + " " + line.For.String()
	if line.For.Before(line.Counts.Month()) {
		text = j.sayf("adjustment: %s", text)
	}
	return text
}

// why is the derivation of a line: of what its key came to, as known at the
// last cut-off. An adjustment is what that differs from what was posted.
func (j *job) why(line ledger.StatementLine, explainer cluster.Explainer) (string, error) {
	if line.Key == (accrual.Key{}) {
		return "", nil
	}
	e, err := explainer.Explain(line.Key)
	if err != nil {
		return "", err
	}
	text := e.Text(j.lang)
	if !e.Tax.IsZero() {
		text += j.sayf("; tax %s", j.exact(e.Tax))
	}
	if line.For.Before(line.Counts.Month()) {
		text += j.words("; less what was posted before")
	}
	return text, nil
}

// trial prints the trial balance, which sums to zero.
func (j *job) trial(books cluster.Books, last civil.Month) error {
	balance := books.Ledger.TrialBalance(last.Last())
	j.title("Trial balance at the end of %s", j.day(last.Last()))
	sum := finance.Zero(j.set.Cluster.House.Currency)
	for _, row := range balance.Rows {
		var err error
		if sum, err = sum.Add(row.Balance); err != nil {
			return err
		}
		j.line("  %s %s %s %s", pad(string(row.Account), 40), padLeft(j.exact(row.Debit), 20), padLeft(j.exact(row.Credit), 20), padLeft(j.exact(row.Balance), 20))
	}
	j.line("  %s %s %s %s", pad(j.words("total"), 40), padLeft("", 20), padLeft("", 20), padLeft(j.exact(sum), 20))
	return nil
}
