package waterfall

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// tongue is how a language tells a derivation.
type tongue struct {
	kinds                                     [4]string
	round, short, of, catchUp, lacking, claw  string
	accrual, lapsed, investors, years, rounds string
	rounding                                  func(finance.Rounding) string
}

// tongues is looked up by language.
var tongues = [...]tongue{
	accrual.English: {
		kinds: [...]string{Capital: "capital", Preferred: "preferred return", CatchUp: "catch-up", Split: "split"},
		round: "%s%s: %s", short: ", after %s short before", of: "%s of %s due",
		catchUp: "%s of (%s × %s - %s) / (%s - %s) = %s", lacking: "%s of %s, as investors lack %s",
		claw: "claw-back: %s", accrual: "%s to %s%s, %s: %s × %s = %s", lapsed: ", %s lapsed", investors: "hurdle of investors",
		years: "%s of a year", rounds: ", rounded %s", rounding: finance.Rounding.String,
	},
	accrual.Russian: {
		kinds: [...]string{Capital: "возврат вложений", Preferred: "приоритетная доходность", CatchUp: "догон", Split: "раздел"},
		round: "%s%s: %s", short: ", после недостачи %s", of: "%s из причитающихся %s",
		catchUp: "%s из (%s × %s - %s) / (%s - %s) = %s", lacking: "%s из %s, инвесторам недостаёт %s",
		claw: "возврат вознаграждения: %s", accrual: "с %s по %s%s, %s: %s × %s = %s", lapsed: ", не переходит %s", investors: "порог инвесторов",
		years: "%s года", rounds: ", округление %s",
		rounding: finance.RoundingRU,
	},
}

// speaking falls back to English.
func speaking(l accrual.Language) (accrual.Language, *tongue) {
	if int(l) >= len(tongues) {
		l = accrual.English
	}
	return l, &tongues[l]
}

// Text puts the distribution into words: a line for each accrual, round and layer
// in order of day, then the claw-back.
func (d *Distribution) Text(l accrual.Language) string {
	var lines []string
	accruals := d.Accruals
	for _, r := range d.Rounds {
		n := 0
		for n < len(accruals) && !accruals[n].To.After(r.On) {
			lines = append(lines, accruals[n].text(&d.Terms, l))
			n++
		}
		accruals = accruals[n:]
		lines = append(lines, r.text(&d.Terms, l, ""))
	}
	for _, a := range accruals {
		lines = append(lines, a.text(&d.Terms, l))
	}
	if len(d.ClawBack) > 0 {
		l, w := speaking(l)
		lines = append(lines, fmt.Sprintf(w.claw, payments(d.ClawBack, nil, l)))
	}
	return strings.Join(lines, "\n")
}

// text is a round, of all parties or of one.
func (r *Round) text(t *Terms, l accrual.Language, only accrual.Party) string {
	l, w := speaking(l)
	came := l.Format(r.Came)
	if !r.Short.IsZero() {
		came += fmt.Sprintf(w.short, l.Format(r.Short))
	}
	lines := []string{fmt.Sprintf(w.round, l.Date(r.On), deal(r.Deal), came)}
	for i := range r.Layers {
		if text := r.Layers[i].text(t, l, w, only); text != "" {
			lines = append(lines, "  "+text)
		}
	}
	return strings.Join(lines, "\n")
}

func deal(name string) string {
	if name == "" {
		return ""
	}
	return ", " + name
}

// text is a layer; empty where the only party that is asked for has no part.
func (y *Layer) text(t *Terms, l accrual.Language, w *tongue, only accrual.Party) string {
	list := y.Payments
	if only != "" {
		list = nil
		for _, p := range y.Payments {
			if p.Party == only {
				list = append(list, p)
			}
		}
		if len(list) == 0 {
			return ""
		}
	}
	x := &t.Tiers[y.Tier]
	return name(x, w) + ": " + y.sum(t, x, l, w) + ": " + payments(list, x, l)
}

// sum is how what a tier paid came about.
func (y *Layer) sum(t *Terms, x *Tier, l accrual.Language, w *tongue) string {
	paid := l.Format(y.Paid)
	switch {
	case x.Kind == CatchUp:
		carry := rate(x.Carry, l)
		return fmt.Sprintf(w.catchUp, paid, carry, l.Format(y.Profit), l.Format(y.Promote), rate(x.share(t.Sponsor), l), carry, l.Format(y.Due))
	case x.endless():
		return paid
	case x.Kind == Split:
		return fmt.Sprintf(w.lacking, paid, l.Format(y.Due), l.Format(y.Lacking))
	}
	return fmt.Sprintf(w.of, paid, l.Format(y.Due))
}

func name(x *Tier, w *tongue) string {
	if x.Name != "" {
		return x.Name
	}
	return w.kinds[min(int(x.Kind), len(w.kinds)-1)]
}

// payments lists who gets what, with the shares of a tier that has some.
func payments(list []Payment, x *Tier, l accrual.Language) string {
	texts := make([]string, len(list))
	for i, p := range list {
		share := ""
		if x != nil && x.shared() {
			share = " " + rate(x.share(p.Party), l) + " ="
		}
		texts[i] = string(p.Party) + share + " " + l.Format(p.Amount)
	}
	return strings.Join(texts, ", ")
}

func (a *Accrual) text(t *Terms, l accrual.Language) string {
	l, w := speaking(l)
	whose := w.investors
	if a.Party != "" {
		whose = name(&t.Tiers[a.Tier], w) + ", " + string(a.Party)
	}
	text := fmt.Sprintf(w.accrual, l.Date(a.From), l.Date(a.To.AddDays(-1)), deal(a.Deal), whose, l.Format(a.Base), a.factor(l, w), l.Format(a.Interest))
	if !a.Lapsed.IsZero() {
		text += fmt.Sprintf(w.lapsed, l.Format(a.Lapsed))
	}
	if r := a.Yield.Rounding; r.Validate() == nil {
		text += fmt.Sprintf(w.rounds, w.rounding(r))
	}
	return text
}

// factor is what one bears over the stretch.
func (a *Accrual) factor(l accrual.Language, w *tongue) string {
	y := &a.Yield
	r := rate(y.Rate, l)
	if y.Growth == Daily {
		days, _ := y.DayCount.Days(a.Period, civil.Context{}) // counted before
		return fmt.Sprintf("((1 + %s/%d)^%d - 1)", r, y.yearDays(), days)
	}
	years, _ := y.DayCount.Fraction(a.Period, civil.Context{})
	if y.Growth == Effective {
		power := years.String()
		if years.Den != 1 {
			power = "(" + power + ")"
		}
		return fmt.Sprintf("((1 + %s)^%s - 1)", r, power)
	}
	return r + " × " + fmt.Sprintf(w.years, years.String())
}

// rate has the point of the language.
func rate(r finance.Rate, l accrual.Language) string {
	if l == accrual.Russian {
		return strings.Replace(r.String(), ".", ",", 1)
	}
	return r.String()
}
