package main

import (
	"regexp"
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// why derives what was posted, as it was known then; what was posted of it
// before is taken off.
func (r *report) why(o accrual.Obligation, before finance.Money) (string, error) {
	a := r.agreement(o.Agreement)
	e, err := accrual.Explain(*a, o.Key, o.Cutoff, slices.Values(r.facts))
	if err != nil {
		return "", err
	}
	if isFee(a, o.Clause) {
		e.Parts = ofCycle(e.Parts)
	}
	text := e.Text(r.Language)
	if text == r.Language.Format(o.Net) {
		text = ""
	}
	text = r.read(wholeMonth(text))
	if strings.TrimSpace(text) == r.Exact(o.Net) {
		text = ""
	}
	if !o.Adjusts() {
		return text, nil
	}
	return r.Sayf("corrected in %s: ", r.month(o.In)) + text + r.Sayf(", less %s posted before", r.Exact(before)), nil
}

// held is a part of a month in a derivation.
var held = regexp.MustCompile(` × (\d+)/(\d+) (days|дн\.)`)

// wholeMonth leaves the days of a whole month out, so that months of other
// lengths read alike.
func wholeMonth(text string) string {
	return held.ReplaceAllStringFunc(text, func(days string) string {
		if parts := held.FindStringSubmatch(days); parts[1] != parts[2] {
			return days
		}
		return ""
	})
}

// isFee reports whether a clause bills cycles of a plan.
func isFee(a *accrual.Agreement, clause string) bool {
	for _, m := range a.Amendments {
		for _, n := range m.Set {
			if _, ok := n.Clause.(membership.PlanFee); ok && n.Name == clause {
				return true
			}
		}
	}
	return false
}

// ofCycle says of a plan's fee, which counts over the whole term, only the cycle
// that a month adds: the last step if that is it, else the amount.
func ofCycle(parts []accrual.Part) []accrual.Part {
	parts = slices.Clone(parts)
	for i, p := range parts {
		if p.Before.IsZero() || len(p.Steps) == 0 {
			continue
		}
		last := p.Steps[len(p.Steps)-1]
		parts[i].Before, parts[i].Steps = finance.Money{}, nil
		if last.Op != accrual.Days {
			continue
		}
		if part, err := last.Amount.MulDiv(last.Held, last.Whole, finance.HalfEven); err == nil && part == p.Amount {
			parts[i].Steps = []accrual.Step{last}
		}
	}
	return parts
}
