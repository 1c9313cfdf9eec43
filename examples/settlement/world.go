package main

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
	"github.com/creative-cluster/kvartal/finance/till"
)

//go:embed *.csv *.json
var files embed.FS

// house is the operator of a creative cluster in Yakutsk (fictional): it runs
// the shop and lets the studios.
const house accrual.Party = "house"

var (
	quarter  = civil.MustPeriod("2026-01-01/2026-04-01")
	first    = civil.MustMonth("2026-01")
	last     = civil.MustMonth("2026-03")
	campaign = civil.MustPeriod("2026-02-10/2026-02-24") // 20 % off
)

// cutoff is the day before which a close of a month knows everything.
func cutoff(m civil.Month) civil.Date { return m.Next().First().AddDays(5) }

// acquirer is the contract with the bank: its fee by tender.
var acquirer = map[till.Tender]finance.Rate{"card": finance.MustRate("2.1%"), "sbp": finance.MustRate("0.7%")}

// maker is one row of makers.csv.
type maker struct {
	ID       accrual.Party `json:"id"`
	Name     string        `json:"name"`
	NameRU   string        `json:"name_ru"`
	Category string        `json:"category"`
	Plan     string        `json:"plan"` // how the fee is reckoned: see plans
	Form     string        `json:"form"` // of tax: see forms.json
	Rent     finance.Money `json:"rent,omitzero"`
}

// number is the part of the id behind the letter: that of the agreements too.
func (m maker) number() string { return strings.TrimPrefix(string(m.ID), "M-") }

// set is what the files say.
type set struct {
	makers []maker
	docs   till.Documents
	late   map[string]civil.Date // when lines became known that came late
}

// lateLine is one row of late.csv.
type lateLine struct {
	Line  string     `json:"line"`
	Known civil.Date `json:"known"`
}

// load reads every file and reports what is wrong in any of them.
func load(folder fs.FS) (s set, err error) {
	var wrong finance.Problems
	s.makers = rows[maker](&wrong, folder, "makers.csv")
	s.docs.Lines = rows[till.Line](&wrong, folder, "sales.csv")
	s.docs.Shifts = rows[till.ShiftTotal](&wrong, folder, "shifts.csv")
	s.docs.Register = rows[till.RegisterLine](&wrong, folder, "register.csv")
	s.docs.Bank = rows[till.Credit](&wrong, folder, "bank.csv")
	s.late = map[string]civil.Date{}
	for _, l := range rows[lateLine](&wrong, folder, "late.csv") {
		s.late[l.Line] = l.Known
	}
	return s, wrong.Err()
}

func rows[T any](wrong *finance.Problems, folder fs.FS, name string) []T {
	text, err := fs.ReadFile(folder, name)
	if err != nil {
		wrong.Add(name, err)
		return nil
	}
	all, err := terms.Rows[T](bytes.NewReader(text), name)
	wrong.Add("", err)
	return all
}

// known is the day on which the shop learnt of a line: the site reports two
// days later, if nothing went wrong.
func (s *set) known(l till.Line) civil.Date {
	if day, ok := s.late[l.ID]; ok {
		return day
	}
	if l.Channel == "site" {
		return l.On.AddDays(2)
	}
	return l.On
}

// maker is the one of an id.
func (s *set) maker(id accrual.Party) (maker, error) {
	at := slices.IndexFunc(s.makers, func(m maker) bool { return m.ID == id })
	if at < 0 {
		return maker{}, fmt.Errorf("%q is none of the makers: %w", id, finance.ErrUnknown)
	}
	return s.makers[at], nil
}
