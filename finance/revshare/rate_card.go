package revshare

import (
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// RateCard says at which rate a line of sale bears commission: by category,
// brand, channel and day. Several rules may fit one line; Order says which
// dimension counts first. Of the rules that fit, that one holds which says most
// in the first dimension, of equals in the second, and so on. Two rules that fit
// one line and that Order does not tell apart are refused at validation. What no
// rule fits bears the Default.
//
// The room of the fact asks Pick for the rule of each line, once, and adds the
// amount to the meter that MeterOf gives for it; so a line keeps its rule. A
// return is picked by the day of its sale. A [CardCommission] counts the meters:
//
//	f.Adds = append(f.Adds, accrual.Reading{Meter: card.MeterOf(card.Pick(line).Name), N: amount})
type RateCard struct {
	Meter   accrual.Meter `json:"meter"` // the name before that of the rule: gross, of which gross#books is one rule's
	Order   []Dimension   `json:"order,omitempty"`
	Rules   []CardRule    `json:"rules"`
	Default finance.Rate  `json:"default,omitzero"` // from 0 to 100 %
}

// CardRule is one rule of a card. What it does not say fits every line.
type CardRule struct {
	Name     string         `json:"name"`
	Category string         `json:"category,omitempty"` // a path, the widest first: clothes/knitwear; it fits all under it
	Brand    string         `json:"brand,omitempty"`
	Channel  string         `json:"channel,omitempty"`
	On       civil.Period   `json:"on,omitzero"`     // the days of sale
	Rate     finance.Rate   `json:"rate,omitzero"`   // from 0 to 100 %
	Tiers    *finance.Tiers `json:"tiers,omitempty"` // in place of a rate: by what the rule has counted
}

// SaleLine is what a card looks at.
type SaleLine struct {
	Category string // a path; empty for none
	Brand    string
	Channel  string
	On       civil.Date // the day of the sale
}

// Dimension is something by which rules of a card differ.
type Dimension uint8

// The dimensions. A deeper category says more than a wider one, a brand or a
// channel more than none, a period more than always.
const (
	ByCategory Dimension = iota
	ByBrand
	ByChannel
	ByDate
)

var dimensionNames = finance.NewNames[Dimension]("dimension", "category", "brand", "channel", "date")

// String is the name: category, brand, channel, date.
func (d Dimension) String() string { return dimensionNames.Text(d) }

// Validate refuses a value that is none of the four with ErrRange.
func (d Dimension) Validate() error { return dimensionNames.Validate(d) }

// MarshalText writes what String writes; an unknown dimension is an error.
func (d Dimension) MarshalText() ([]byte, error) { return dimensionNames.Marshal(d) }

// UnmarshalText reads what String writes.
func (d *Dimension) UnmarshalText(text []byte) error { return dimensionNames.Unmarshal(d, text) }

// Pick is the rule of a line of sale; without a name it is the default. The card
// is valid.
func (c RateCard) Pick(l SaleLine) CardRule {
	best := -1
	for i := range c.Rules {
		if c.Rules[i].fits(l) && (best < 0 || c.precedes(&c.Rules[i], &c.Rules[best])) {
			best = i
		}
	}
	if best < 0 {
		return CardRule{Rate: c.Default}
	}
	return c.Rules[best]
}

// MeterOf is the meter of a rule by its name; without one, of the default.
func (c RateCard) MeterOf(rule string) accrual.Meter { return c.Meter + "#" + accrual.Meter(rule) }

// Meters are those of the rules in their order, and of the default: what an
// agreement with the card lists in its Meters.
func (c RateCard) Meters() []accrual.Meter {
	meters := make([]accrual.Meter, 0, len(c.Rules)+1)
	for i := range c.Rules {
		meters = append(meters, c.MeterOf(c.Rules[i].Name))
	}
	return append(meters, c.MeterOf(""))
}

func (r *CardRule) fits(l SaleLine) bool {
	return under(l.Category, r.Category) && (r.Brand == "" || r.Brand == l.Brand) &&
		(r.Channel == "" || r.Channel == l.Channel) && (r.On.IsZero() || r.On.Contains(l.On))
}

// under reports whether a category is another or lies under it; every one lies
// under none.
func under(category, other string) bool {
	rest, found := strings.CutPrefix(category, other)
	return found && (other == "" || rest == "" || rest[0] == '/')
}

// precedes reports whether a says more than b, by the order.
func (c *RateCard) precedes(a, b *CardRule) bool {
	for _, d := range c.Order {
		if x, y := a.says(d), b.says(d); x != y {
			return x > y
		}
	}
	return false
}

// says is how much a rule says in a dimension.
func (r *CardRule) says(d Dimension) int {
	switch d {
	case ByCategory:
		if r.Category == "" {
			return 0
		}
		return 1 + strings.Count(r.Category, "/")
	case ByBrand:
		return min(len(r.Brand), 1)
	case ByChannel:
		return min(len(r.Channel), 1)
	}
	if r.On.IsZero() {
		return 0
	}
	return 1
}
