package servicecharge

import (
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// phrases are the words of derivations in one language.
type phrases struct {
	costs, grossed, from, baseYear, stop, share, fixed, days, of, atMost, bears string
	landlord, void, excluded, below, capped, shifted                            string
	keys                                                                        [keys]string
	by                                                                          [denominators]string
	modes                                                                       [modes]string
}

var speak = [...]phrases{
	accrual.English: {
		costs: "costs", grossed: "with variable ones brought to", from: "from", baseYear: "less those of", stop: "less a stop of",
		share: "× share", fixed: "× fixed share", days: "days", of: "of", atMost: "at most", bears: "bears",
		landlord: "landlord", void: "not let", excluded: "excluded", below: "below base years and stops", capped: "over caps", shifted: "grossed up",
		keys:  [keys]string{"by area", "by weight", "by heads", "by reading"},
		by:    [denominators]string{"of what can be let", "of what can be let and common areas", "of what is let"},
		modes: [modes]string{"over the year before", "over the base year, simple", "over the base year, compound"},
	},
	accrual.Russian: {
		costs: "расходы", grossed: "переменные приведены к заполняемости", from: "от", baseYear: "за вычетом базового года", stop: "за вычетом суммы",
		share: "× доля", fixed: "× твёрдая доля", days: "дн.", of: "из", atMost: "не более", bears: "приходится",
		landlord: "арендодатель", void: "не сдано", excluded: "исключено", below: "в пределах базового года и сумм", capped: "сверх пределов", shifted: "приведение",
		keys:  [keys]string{"по площади", "по весу", "по числу людей", "по счётчику"},
		by:    [denominators]string{"от сдаваемого", "от сдаваемого и общего", "от сданного"},
		modes: [modes]string{"к прошлому году", "к базовому году, простой рост", "к базовому году, сложный рост"},
	},
}

func words(l accrual.Language) (*phrases, accrual.Language) {
	if int(l) >= len(speak) {
		l = accrual.English
	}
	return &speak[l], l
}

// Text puts the derivation into words:
//
//	costs 365000.00 RUB; × share 92/1825 (by area of what can be let), 184 of 365 days; bears 18400.00 RUB
func (p Part) Text(l accrual.Language) string {
	w, l := words(l)
	steps := []string{w.costs + " " + l.Format(p.Costs)}
	if !p.Target.IsZero() {
		steps = append(steps, w.grossed+" "+number(p.Target, l)+" "+w.from+" "+number(p.Occupancy, l)+": "+l.Format(p.Grossed))
	}
	switch {
	case p.BaseYear != 0:
		steps = append(steps, w.baseYear+" "+strconv.Itoa(p.BaseYear)+" "+l.Format(p.Base))
	case !p.Base.IsZero():
		steps = append(steps, w.stop+" "+l.Format(p.Base))
	}
	days := strconv.FormatInt(p.Days, 10) + " " + w.of + " " + strconv.FormatInt(p.Of, 10) + " " + w.days
	steps = append(steps, p.share(w, l)+", "+days)
	if p.Capped && int(p.Mode) < modes {
		steps = append(steps, l.Format(p.Uncapped)+", "+w.atMost+" "+l.Format(p.Ceiling)+" ("+w.modes[p.Mode]+")")
	}
	return strings.Join(append(steps, w.bears+" "+l.Format(p.Charge)), "; ")
}

func (p *Part) share(w *phrases, l accrual.Language) string {
	if p.Fixed || int(p.Key) >= keys || int(p.By) >= denominators {
		return w.fixed + " " + number(p.Share, l)
	}
	return w.share + " " + number(p.Share, l) + " (" + w.keys[p.Key] + " " + w.by[p.By] + ")"
}

// String is the derivation in English.
func (p Part) String() string { return p.Text(accrual.English) }

// Text says what is left to the landlord and why: what comes to nothing is left
// out.
func (o Landlord) Text(l accrual.Language) string {
	w, l := words(l)
	var reasons []string
	for _, r := range [...]struct {
		why    string
		amount finance.Money
	}{{w.void, o.Void}, {w.excluded, o.Excluded}, {w.below, o.Base}, {w.capped, o.Capped}, {w.shifted, o.GrossUp}} {
		if !r.amount.IsZero() {
			reasons = append(reasons, r.why+" "+l.Format(r.amount))
		}
	}
	text := w.landlord + " " + l.Format(o.Total)
	if len(reasons) == 0 {
		return text
	}
	return text + ": " + strings.Join(reasons, "; ")
}

// String is the text in English.
func (o Landlord) String() string { return o.Text(accrual.English) }

// number is a rate with the point of the language.
func number(r finance.Rate, l accrual.Language) string {
	if l == accrual.Russian {
		return strings.Replace(r.String(), ".", ",", 1)
	}
	return r.String()
}
