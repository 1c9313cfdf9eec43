package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/bank"
	"github.com/creative-cluster/kvartal/finance/document"
	"github.com/creative-cluster/kvartal/finance/journal"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// write writes statements, documents, payment orders and books into a folder.
func (r *report) write(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	for _, f := range r.outputs() {
		var b bytes.Buffer
		if err = f.write(&b); err == nil {
			err = root.WriteFile(f.name, b.Bytes(), 0o644)
		}
		if err != nil {
			break
		}
	}
	if closing := root.Close(); err == nil {
		err = closing
	}
	return err
}

// output is one file.
type output struct {
	name  string
	write func(io.Writer) error
}

func (r *report) outputs() []output {
	all := []output{
		{"kvartal.journal", func(w io.Writer) error { return journal.Write(w, r.books.Entries()) }},
		{"kvartal.beancount", func(w io.Writer) error { return journal.WriteBeancount(w, r.books.Entries()) }},
		{"entries.csv", func(w io.Writer) error { return journal.WriteRows(w, order94, r.books.Entries()) }},
		{"books.json", func(w io.Writer) error { return encode(w, r.books) }},
		{"payments.txt", r.orderFile},
		{"statements.txt", r.statementFile},
		{"documents.json", func(w io.Writer) error { return encode(w, r.papers.register) }},
		{"documents.csv", r.rowFile},
		{"kinds.json", func(w io.Writer) error {
			text, err := terms.Encode(kinds, nil)
			if err == nil {
				_, err = w.Write(text)
			}
			return err
		}},
	}
	for _, k := range kinds {
		all = append(all, output{k.Name + ".txt", func(w io.Writer) error { return r.kindFile(w, k) }})
	}
	return all
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	return e.Encode(v)
}

// documents are those of a kind, in the order of their drawing.
func (q *settled) documents(kind string) []document.Document {
	var all []document.Document
	for d := range q.papers.register.Documents() {
		if d.Kind == kind {
			all = append(all, d)
		}
	}
	return all
}

func (r *report) kindFile(w io.Writer, k document.Kind) error {
	all := r.documents(k.Name)
	if k.Name == "reconciliation" {
		one, err := r.reconciled()
		if err != nil {
			return err
		}
		all = append(all, one)
	}
	for i, d := range all {
		if i > 0 {
			if _, err := io.WriteString(w, "\n"+strings.Repeat("═", 80)+"\n\n"); err != nil {
				return err
			}
		}
		if err := d.Write(w, r.Language); err != nil {
			return err
		}
	}
	return nil
}

func (r *report) rowFile(w io.Writer) error {
	var all []document.Document
	for d := range r.papers.register.Documents() {
		all = append(all, d)
	}
	return document.Coding{Owner: house, Chart: chart, Codes: order94}.WriteRows(w, r.Language, all...)
}

func (r *report) statementFile(w io.Writer) error {
	for _, m := range r.makers {
		s, err := r.drawn(m.ID)
		if err != nil {
			return err
		}
		text, err := r.told(s, true)
		if err == nil {
			_, err = io.WriteString(w, text+"\n")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// reconciled is the account of M-03 beside its own, of theirs.csv.
func (q *settled) reconciled() (document.Document, error) {
	var wrong finance.Problems
	lines := rows[document.TheirLine](&wrong, files, "theirs.csv")
	if err := wrong.Err(); err != nil {
		return document.Document{}, err
	}
	kind, _ := kinds.Kind("reconciliation")
	return q.papers.register.Reconcile(kind, q.books.Statement("M-03", quarter), finance.RUB, document.TheirAccount{Lines: lines}, q.details())
}

// orderFile are the payment orders of the next payday for the bank.
func (r *report) orderFile(w io.Writer) error {
	payments, err := r.proposed()
	if err != nil {
		return err
	}
	for i := range payments {
		payments[i].Purpose = "Выручка по отчёту комиссионера за март 2026, без НДС"
	}
	ours := bank.Side{Name: "ООО Квартал (вымышл.)", TaxNumber: "0000000001", Account: "40702810000000000001", Bank: "Банк (вымышл.)", BIC: "000000000", Correspondent: "30101810000000000000"}
	directory := bank.Directory{}
	for _, m := range r.makers {
		directory[m.ID] = bank.Side{Name: m.NameRU + " (вымышл.)", TaxNumber: "00000000" + m.number(), Account: "408028100000000000" + m.number(), Bank: "Банк (вымышл.)", BIC: "000000000", Correspondent: "30101810000000000000"}
	}
	e, err := bank.Orders(ours, nextPayday, directory, payments, bank.Field{Name: "Очередность", Value: "5"}, bank.Field{Name: "ВидОплаты", Value: "01"})
	if err == nil {
		_, err = e.WriteTo(w)
	}
	return err
}
