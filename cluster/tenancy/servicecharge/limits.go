package servicecharge

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/creative-cluster/kvartal/finance"
)

// Limits of what a host hands in.
const (
	MaxText         = 256               // bytes of an agreement's id or a clause's name
	MaxName         = 64                // bytes of the id of a pool, statement or cost, and of a category
	MaxDays         = 366               // of a window
	MaxKey          = 1_000_000_000_000 // of a key, held by one or by all
	MaxFixed        = 1_000_000_000     // denominator of a fixed share
	MaxFixedBits    = 4096              // of the common denominator of the fixed shares of a pool
	MaxParticipants = 100_000           // rows of one reconciliation
	MaxCategories   = 1000              // of the costs of one window
	MaxExclude      = 100               // categories that one lease does not bear
	MaxLess         = 60                // clauses on account
	MaxEarlier      = 100               // statements of earlier years
	MaxCapYears     = 100               // from the base year of a cap
)

// checkID refuses what books, which are text, would not keep as it is.
func checkID(id string) error { return finance.CheckName(id, MaxText) }

// checkName refuses what cannot be a part of the name of a meter or of a fact:
// colons divide its parts.
func checkName(name string) error {
	switch {
	case name == "":
		return finance.ErrMissing
	case len(name) > MaxName:
		return fmt.Errorf("%d bytes, at most %d: %w", len(name), MaxName, finance.ErrLimit)
	case !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool { return r == ':' || unicode.IsControl(r) }):
		return fmt.Errorf("%.40q: %w", name, finance.ErrSyntax)
	}
	return nil
}

// checkNames notes each name of a list that is refused, or stands in it before,
// and a list that is too long.
func checkNames(wrong *finance.Problems, list string, names []string, most int, check func(string) error) {
	if len(names) > most {
		wrong.Add(list, tooMany(len(names), most))
		return
	}
	seen := make(map[string]bool, len(names))
	for i, name := range names {
		wrong.AddAt(list, i, check(name))
		if seen[name] {
			wrong.AddAt(list, i, fmt.Errorf("%.40q: %w", name, finance.ErrDuplicate))
		}
		seen[name] = true
	}
}

func tooMany(n, most int) error { return fmt.Errorf("%d, at most %d: %w", n, most, finance.ErrLimit) }

// notNegative refuses an amount that is below nothing, or of no currency.
func notNegative(m finance.Money) error {
	if m.Sign() < 0 {
		return finance.ErrNegative
	}
	return m.Validate()
}

// of refuses an amount in another currency than c. Where c itself is missing
// that is the problem, not each amount.
func of(m finance.Money, c finance.Currency) error {
	if m.Currency() != 0 && m.Currency() != c && c != 0 {
		return fmt.Errorf("%v, not in %v: %w", m, c, finance.ErrCurrency)
	}
	return nil
}

// one is 100 %.
var one = finance.MustRate("100%")

// part refuses a rate that is no part of a whole; nothing is fine.
func part(r finance.Rate) error {
	switch {
	case r.Sign() < 0:
		return finance.ErrNegative
	case r.Cmp(one) > 0:
		return fmt.Errorf("over 100%%: %w", finance.ErrRange)
	}
	return nil
}
