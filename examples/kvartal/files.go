package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// files writes the books and every statement, if a folder was named.
func (j *job) files(books cluster.Books, last civil.Month) error {
	if j.out == "" {
		return nil
	}
	if err := os.MkdirAll(filepath.Join(j.out, "statements"), 0o755); err != nil {
		return err
	}
	text, err := json.MarshalIndent(books, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(j.out, "books.json"), append(text, '\n'), 0o644); err != nil {
		return err
	}
	explainer, err := j.set.Cluster.Explainer(books.Accrual.Cutoff(), j.set.Facts)
	if err != nil {
		return err
	}
	for _, party := range books.Ledger.Parties() {
		var b strings.Builder
		one := *j
		one.w = &b
		if err := one.printStatement(books.Ledger.Statement(party, reportedPeriod(last)), explainer); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(j.out, "statements", fileName(string(party))), []byte(b.String()), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// fileName is a party's id as the name of a file: what is no letter, digit,
// dash or dot becomes an underscore.
func fileName(id string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '.' || '0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z' {
			return r
		}
		return '_'
	}, id) + ".txt"
}
