package main

import (
	"fmt"

	"github.com/creative-cluster/kvartal/examples/data"
)

func numbered(kind string, n int) string { return fmt.Sprintf("%s-%03d", kind, n) }

const notice = "yakutia-daily.ru, notice of reconstruction"

// frame is what is published. Marks: S as published, R recomputed, A assumed.
func frame() data.Frame {
	return data.Frame{
		Note: "Areas, regions and the figures marked S are published, each with its source; those marked R are recomputed from such. " +
			"Everything else in this set (residents, brands, partners, prices, sales, costs, budget) is fictional, and what is marked A is our assumption. " +
			"Events, studios by the hour and other services, a third of the income of a real cluster, are not in it yet: costs are scaled to the house and the shop alone.",
		Regions: []data.Region{
			{Code: "RU-BU", Name: "Buryatia", RU: "Бурятия"},
			{Code: "RU-ZAB", Name: "Zabaykalye", RU: "Забайкалье"},
			{Code: "RU-SA", Name: "Sakha (Yakutia)", RU: "Саха (Якутия)"},
			{Code: "RU-KAM", Name: "Kamchatka", RU: "Камчатка"},
			{Code: "RU-PRI", Name: "Primorye", RU: "Приморье"},
			{Code: "RU-KHA", Name: "Khabarovsk", RU: "Хабаровский край"},
			{Code: "RU-AMU", Name: "Amur (Blagoveshchensk)", RU: "Амурская область (Благовещенск)"},
			{Code: "RU-MAG", Name: "Magadan", RU: "Магадан"},
			{Code: "RU-SAK", Name: "Sakhalin", RU: "Сахалин"},
			{Code: "RU-YEV", Name: "Jewish Autonomous Oblast", RU: "Еврейская автономная область"},
			{Code: "RU-CHU", Name: "Chukotka", RU: "Чукотка"},
		},
		Figures: []data.Figure{
			{Name: "main building", Value: "13772.94", Unit: "m²", Mark: data.Published, Source: notice},
			{Name: "second building", Value: "857.40", Unit: "m²", Mark: data.Published, Source: notice},
			{Name: "both buildings, a former meat plant of 1976", Value: "14630.34", Unit: "m²", Mark: data.Recomputed, Source: notice},
			{Name: "zones", Value: "offices, lecture hall, expo, market, event zones, sandbox, sport, media labs, studios, café, restaurant", Mark: data.Published, Source: notice},
			{Name: "opened", Value: "2022-11-23", Mark: data.Published, Source: "yk24.ru; yakutia.aif.ru"},
			{Name: "residents at the opening, about", Value: "70", Mark: data.Published, Source: "yk24.ru; yakutia.aif.ru"},
			{Name: "residents planned", Value: "150", Mark: data.Published, Source: "yakutia-daily.ru, 28 October 2021"},
			{Name: "jobs planned", Value: "1250", Mark: data.Published, Source: "yakutia-daily.ru, 28 October 2021"},
			{Name: "employed in creative industries of Yakutia in 2024", Value: "48000", Unit: "people", Mark: data.Published, Source: "tass.ru/ekonomika/24941895"},
			{Name: "lettable share", Value: "60%", Mark: data.Assumed, Source: "assumption"},
			{Name: "rent, VAT said apart", Value: "700", Unit: "RUB/m²/month", Mark: data.Assumed, Source: "assumption; no Yakutsk source"},
			{Name: "construction of an expansion", Value: "60000", Unit: "RUB/m²", Mark: data.Assumed, Source: "assumption; 28,200 RUB/m² of federal money alone is recomputed from v14.ru"},
			{Name: "key rate on 16 February 2026", Value: "15.5%", Mark: data.Published, Source: "Bank of Russia"},
			{Name: "occupancy, rents, visitors of the real cluster", Value: "not published", Mark: data.Published, Source: "none"},
		},
	}
}
