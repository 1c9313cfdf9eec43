package terms

import (
	"encoding"
	"reflect"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

const (
	dayPattern    = `[0-9]{4}-[0-9]{2}-[0-9]{2}`
	numberPattern = `-?[0-9]+(\.[0-9]+)?`
)

// patterns are the texts that the types of finance and civil read, as regular
// expressions of JSON Schema. A type that is not here is any text.
var patterns = map[reflect.Type]string{
	reflect.TypeFor[finance.Money]():    `^(0|` + numberPattern + ` [A-Z]{3})$`,
	reflect.TypeFor[finance.Rate]():     `^(` + numberPattern + `%?|-?[0-9]+/[0-9]+)$`,
	reflect.TypeFor[finance.Number]():   `^(` + numberPattern + `|-?[0-9]+/[0-9]+)$`,
	reflect.TypeFor[finance.Currency](): `^([A-Z]{3})?$`,
	reflect.TypeFor[civil.Date]():       `^(` + dayPattern + `)?$`,
	reflect.TypeFor[civil.Month]():      `^([0-9]{4}-[0-9]{2})?$`,
	reflect.TypeFor[civil.Quarter]():    `^([0-9]{4}-Q[1-4])?$`,
	reflect.TypeFor[civil.Year]():       `^([0-9]{4})?$`,
	reflect.TypeFor[civil.Period]():     `^(` + dayPattern + `/(` + dayPattern + `|\.\.))?$`,
}

// namesOf are the texts of a small enumeration that counts from zero without a
// gap, and the empty text where it reads that too; nil for another type, and
// for one whose every number has a text.
func namesOf(t reflect.Type) (names []string) {
	if t.Kind() != reflect.Uint8 {
		return nil
	}
	v := reflect.New(t)
	if v.Interface().(encoding.TextUnmarshaler).UnmarshalText(nil) == nil {
		names = append(names, "")
	}
	for i := range uint64(256) {
		v.Elem().SetUint(i)
		name, err := v.Interface().(encoding.TextMarshaler).MarshalText()
		if err != nil {
			return names
		}
		names = append(names, string(name))
	}
	return nil
}
