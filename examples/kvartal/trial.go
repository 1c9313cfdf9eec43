package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// trial prints the trial balance, which sums to zero.
func (j *job) trial(books cluster.Books) error {
	balance := books.Ledger.TrialBalance(j.last.Last())
	j.Title("Trial balance at the end of %s", j.Date(j.last.Last()))
	width := 20
	for _, row := range balance.Rows {
		width = max(width, utf8.RuneCountInString(j.account(row.Account)))
	}
	j.sums(width, j.Words("account"), j.Words("debit"), j.Words("credit"), j.Words("balance"))
	zero := finance.Zero(j.set.Cluster.House.Currency)
	debit, credit, sum := zero, zero, zero
	for _, row := range balance.Rows {
		for _, add := range []struct {
			to   *finance.Money
			more finance.Money
		}{{&debit, row.Debit}, {&credit, row.Credit}, {&sum, row.Balance}} {
			var err error
			if *add.to, err = add.to.Add(add.more); err != nil {
				return err
			}
		}
		j.sums(width, j.account(row.Account), j.Exact(row.Debit), j.Exact(row.Credit), j.Exact(row.Balance))
	}
	j.sums(width, j.Words("total"), j.Exact(debit), j.Exact(credit), j.Exact(sum))
	return nil
}

func (j *job) sums(width int, name, debit, credit, balance string) {
	j.Put(fmt.Sprintf("  %-*s%20s%20s%20s", width, name, debit, credit, balance))
}

// account is the full name of an account in the printer's language.
func (j *job) account(a ledger.Account) string {
	levels := strings.Split(string(a), ":")
	for i, level := range levels {
		if i == 2 && a.In(ledger.Subsidies) {
			levels[i] = j.award(level)
			continue
		}
		levels[i] = j.named(accounts, level)
	}
	return strings.Join(levels, ": ")
}

// level is the last level of an account's name.
func (j *job) level(a ledger.Account) string {
	return j.named(accounts, string(a[strings.LastIndexByte(string(a), ':')+1:]))
}

// award is the name of an award.
func (j *job) award(id string) string {
	all := j.set.Cluster.Awards
	if i := slices.IndexFunc(all, func(a cluster.Award) bool { return a.ID == id }); i >= 0 && all[i].Name != "" {
		return all[i].Name
	}
	return id
}
