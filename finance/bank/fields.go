package bank

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// field is a line that a section has, and where its value goes.
type field[T any] struct {
	name string
	read func(*T, string) error
	show func(*T) string
}

func text[T any](name string, of func(*T) *string) field[T] {
	return field[T]{
		name: name,
		read: func(v *T, s string) error { *of(v) = s; return nil },
		show: func(v *T) string { return *of(v) },
	}
}

func date[T any](name string, of func(*T) *civil.Date) field[T] {
	return field[T]{
		name: name,
		read: func(v *T, s string) (err error) { *of(v), err = parseDate(s); return err },
		show: func(v *T) string { return formatDate(*of(v)) },
	}
}

func amount[T any](name string, of func(*T) *finance.Money) field[T] {
	return field[T]{
		name: name,
		read: func(v *T, s string) (err error) { *of(v), err = parseAmount(s); return err },
		show: func(v *T) string { return formatAmount(*of(v)) },
	}
}

// last is the last day of a period, which is half-open here.
func last[T any](name string, of func(*T) *civil.Period) field[T] {
	return field[T]{
		name: name,
		read: func(v *T, s string) error {
			day, err := parseDate(s)
			if err != nil || day.IsZero() {
				return err
			}
			of(v).To = day.AddDays(1)
			return nil
		},
		show: func(v *T) string {
			if of(v).To.IsZero() {
				return ""
			}
			return formatDate(of(v).To.AddDays(-1))
		},
	}
}

var headFields = []field[Exchange]{
	text("ВерсияФормата", func(e *Exchange) *string { return &e.Version }),
	text("Отправитель", func(e *Exchange) *string { return &e.Sender }),
	text("Получатель", func(e *Exchange) *string { return &e.Receiver }),
	date("ДатаСоздания", func(e *Exchange) *civil.Date { return &e.Created }),
	date("ДатаНачала", func(e *Exchange) *civil.Date { return &e.Period.From }),
	last("ДатаКонца", func(e *Exchange) *civil.Period { return &e.Period }),
}

var accountFields = []field[Account]{
	date("ДатаНачала", func(a *Account) *civil.Date { return &a.Period.From }),
	last("ДатаКонца", func(a *Account) *civil.Period { return &a.Period }),
	text("РасчСчет", func(a *Account) *string { return &a.Number }),
	amount("НачальныйОстаток", func(a *Account) *finance.Money { return &a.Opening }),
	amount("ВсегоПоступило", func(a *Account) *finance.Money { return &a.In }),
	amount("ВсегоСписано", func(a *Account) *finance.Money { return &a.Out }),
	amount("КонечныйОстаток", func(a *Account) *finance.Money { return &a.Closing }),
}

var documentFields = []field[Document]{
	text("Номер", func(d *Document) *string { return &d.Number }),
	date("Дата", func(d *Document) *civil.Date { return &d.On }),
	amount("Сумма", func(d *Document) *finance.Money { return &d.Amount }),
	text("ПлательщикСчет", func(d *Document) *string { return &d.Payer.Account }),
	date("ДатаСписано", func(d *Document) *civil.Date { return &d.Debited }),
	text("Плательщик", func(d *Document) *string { return &d.Payer.Name }),
	text("ПлательщикИНН", func(d *Document) *string { return &d.Payer.TaxNumber }),
	text("ПлательщикКПП", func(d *Document) *string { return &d.Payer.Reason }),
	text("ПлательщикБанк1", func(d *Document) *string { return &d.Payer.Bank }),
	text("ПлательщикБИК", func(d *Document) *string { return &d.Payer.BIC }),
	text("ПлательщикКорсчет", func(d *Document) *string { return &d.Payer.Correspondent }),
	text("ПолучательСчет", func(d *Document) *string { return &d.Payee.Account }),
	date("ДатаПоступило", func(d *Document) *civil.Date { return &d.Credited }),
	text("Получатель", func(d *Document) *string { return &d.Payee.Name }),
	text("ПолучательИНН", func(d *Document) *string { return &d.Payee.TaxNumber }),
	text("ПолучательКПП", func(d *Document) *string { return &d.Payee.Reason }),
	text("ПолучательБанк1", func(d *Document) *string { return &d.Payee.Bank }),
	text("ПолучательБИК", func(d *Document) *string { return &d.Payee.BIC }),
	text("ПолучательКорсчет", func(d *Document) *string { return &d.Payee.Correspondent }),
	text("НазначениеПлатежа", func(d *Document) *string { return &d.Purpose }),
}

// parseDate reads 31.01.2026; no text is no day.
func parseDate(s string) (civil.Date, error) {
	if s == "" {
		return civil.Date{}, nil
	}
	if len(s) != 10 || s[2] != '.' || s[5] != '.' {
		return civil.Date{}, fmt.Errorf("%.20q, not as 31.01.2026: %w", s, finance.ErrSyntax)
	}
	return civil.ParseDate(s[6:] + "-" + s[3:5] + "-" + s[:2])
}

func formatDate(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	s := d.String()
	return s[8:] + "." + s[5:7] + "." + s[:4]
}

// parseAmount reads 12345.67, with a point or a comma.
func parseAmount(s string) (finance.Money, error) {
	return finance.ParseMoney(strings.Replace(s, ",", ".", 1) + " RUB")
}

func formatAmount(m finance.Money) string {
	return strings.TrimSuffix(m.String(), " "+m.Currency().Code())
}
