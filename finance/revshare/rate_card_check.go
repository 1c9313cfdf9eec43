package revshare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Limits of a card and of its categories.
const (
	maxRules = accrual.MaxMeters - 1 // beside the default
	maxPath  = 200                   // bytes of a category
	maxDepth = 8                     // levels of it
)

// Validate reports everything that is wrong with c, as finance.Problems. Two
// rules that may fit one line and that the order does not tell apart are
// ErrConflict at the later one.
func (c RateCard) Validate() error {
	var wrong finance.Problems
	wrong.Add("meter", checkMeter(c.Meter))
	if ofClause(c.Meter) {
		wrong.Add("meter", fmt.Errorf("%.40q has no rules: %w", string(c.Meter), finance.ErrConflict))
	}
	for i, d := range c.Order {
		wrong.AddAt("order", i, d.Validate())
		if slices.Contains(c.Order[:i], d) {
			wrong.AddAt("order", i, finance.ErrDuplicate)
			break // a long list of few values repeats itself soon
		}
	}
	wrong.Add("default", checkShare(c.Default))
	if len(c.Rules) > maxRules {
		wrong.Add("rules", fmt.Errorf("%d, at most %d: %w", len(c.Rules), maxRules, finance.ErrLimit))
		return wrong.Err()
	}
	for i := range c.Rules {
		wrong.AddAt("rules", i, c.checkRule(i))
	}
	return wrong.Err()
}

func (c *RateCard) checkRule(i int) error {
	r := &c.Rules[i]
	var wrong finance.Problems
	wrong.Add("name", checkName(r.Name))
	if len(r.Name)+len(c.Meter)+1 > accrual.MaxText && len(r.Name) <= accrual.MaxText {
		wrong.Add("name", fmt.Errorf("with its meter over %d bytes: %w", accrual.MaxText, finance.ErrLimit))
	}
	r.check(&wrong)
	for k := range c.Rules[:i] {
		earlier := &c.Rules[k]
		if earlier.Name == r.Name && r.Name != "" {
			wrong.Add("name", finance.ErrDuplicate)
		}
		if earlier.meets(r) && !c.precedes(earlier, r) && !c.precedes(r, earlier) {
			wrong.Add("", fmt.Errorf("the order does not tell it from %.40q: %w", earlier.Name, finance.ErrConflict))
		}
	}
	return wrong.Err()
}

func (r *CardRule) check(wrong *finance.Problems) {
	wrong.Add("category", checkPath(r.Category))
	for _, text := range [...]struct{ path, of string }{{"brand", r.Brand}, {"channel", r.Channel}} {
		if text.of != "" {
			wrong.Add(text.path, checkName(text.of))
		}
	}
	if !r.On.IsZero() {
		wrong.Add("on", r.On.Validate())
	}
	wrong.Add("rate", checkShare(r.Rate))
	if r.Tiers == nil {
		return
	}
	wrong.Add("tiers", checkTiers(*r.Tiers))
	if !r.Rate.IsZero() {
		wrong.Add("tiers", fmt.Errorf("beside a rate: %w", finance.ErrConflict))
	}
}

// checkPath refuses a category that is too long or too deep, or has an empty
// level.
func checkPath(category string) error {
	switch {
	case category == "":
		return nil
	case len(category) > maxPath:
		return fmt.Errorf("%d bytes, at most %d: %w", len(category), maxPath, finance.ErrLimit)
	case strings.Count(category, "/") >= maxDepth:
		return fmt.Errorf("more than %d levels: %w", maxDepth, finance.ErrLimit)
	case slices.Contains(strings.Split(category, "/"), ""):
		return fmt.Errorf("%.40q has an empty level: %w", category, finance.ErrSyntax)
	}
	return nil
}

// meets reports whether some line fits both rules.
func (r *CardRule) meets(o *CardRule) bool {
	return (under(r.Category, o.Category) || under(o.Category, r.Category)) &&
		same(r.Brand, o.Brand) && same(r.Channel, o.Channel) && share(r.On, o.On)
}

func same(a, b string) bool { return a == "" || b == "" || a == b }

func share(a, b civil.Period) bool { return a.IsZero() || b.IsZero() || a.Overlaps(b) }
