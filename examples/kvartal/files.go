package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"unicode"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// folder makes the folder for files before any work is done, if one was named.
func (j *job) folder() error {
	if j.out == "" {
		return nil
	}
	return os.MkdirAll(j.out, 0o755)
}

// files writes the books and every statement, if a folder was named. Whatever
// a party is called, nothing is written outside of the folder.
func (j *job) files(books cluster.Books) error {
	if j.out == "" {
		return nil
	}
	root, err := os.OpenRoot(j.out)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	text, err := json.MarshalIndent(books, "", "  ")
	if err != nil {
		return err
	}
	if err := root.WriteFile("books.json", append(text, '\n'), 0o644); err != nil {
		return err
	}
	if err := writeJournals(root, books.Ledger); err != nil {
		return err
	}
	if err := root.MkdirAll("statements", 0o755); err != nil {
		return err
	}
	return j.writeStatements(root, books)
}

func (j *job) writeStatements(root *os.Root, books cluster.Books) error {
	parties := books.Ledger.Parties()
	why := j.reasons(books, j.set.Facts)
	for i, name := range fileNames(parties) {
		var b strings.Builder
		one := *j
		one.W = &b
		one.fictional()
		if err := one.statement(why, parties[i]); err != nil {
			return err
		}
		if err := root.WriteFile("statements/"+name, []byte(b.String()), 0o644); err != nil {
			return err
		}
	}
	_, _ = fmt.Fprintf(j.progress, "books.json, kvartal.journal, kvartal.beancount and %d statements written to %s\n", len(parties), j.out)
	return nil
}

// fileNames are the names of the parties' files. Ids that would share a name,
// also where a file system does not tell capital letters, get a number.
func fileNames(parties []accrual.Party) []string {
	names := make([]string, len(parties))
	taken := map[string]bool{}
	for i, p := range parties {
		base := fileName(string(p))
		name := base
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s~%d", base, n)
		}
		taken[strings.ToLower(name)] = true
		names[i] = name + ".txt"
	}
	return names
}

// fileName is a party's id as the name of a file: what is no letter, digit or
// dash becomes an underscore, and what is too long is cut.
func fileName(id string) string {
	safe := []rune(strings.Map(func(r rune) rune {
		if r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, id))
	return "party-" + string(safe[:min(len(safe), 50)])
}
