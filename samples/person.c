/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/person.h"

#include <string.h>

struct surname {
	const char *man, *man_gen, *woman, *woman_gen; /* woman NULL: as the man, not declined */
};

/* Women's surnames on a consonant, -ь and -о are not declined (Ukrainian orthography 2019, § 101).
 */
static const struct surname surnames[] = {
	{"Іваненко", "Іваненка", NULL, NULL},
	{"Петриченко", "Петриченка", NULL, NULL},
	{"Гнатенко", "Гнатенка", NULL, NULL},
	{"Юхименко", "Юхименка", NULL, NULL},
	{"Єременко", "Єременка", NULL, NULL},
	{"Щербаненко", "Щербаненка", NULL, NULL},
	{"Федоренко", "Федоренка", NULL, NULL},
	{"Тимченко", "Тимченка", NULL, NULL},
	{"Савченко", "Савченка", NULL, NULL},
	{"Даниленко", "Даниленка", NULL, NULL},
	{"Левченко", "Левченка", NULL, NULL},
	{"Онищенко", "Онищенка", NULL, NULL},
	{"Ковальчук", "Ковальчука", NULL, NULL},
	{"Калинчук", "Калинчука", NULL, NULL},
	{"Полянчук", "Полянчука", NULL, NULL},
	{"Гаврилюк", "Гаврилюка", NULL, NULL},
	{"Остапчук", "Остапчука", NULL, NULL},
	{"Романюк", "Романюка", NULL, NULL},
	{"Мельник", "Мельника", NULL, NULL},
	{"Олійник", "Олійника", NULL, NULL},
	{"Різник", "Різника", NULL, NULL},
	{"Бондар", "Бондаря", NULL, NULL},
	{"Коваль", "Коваля", NULL, NULL},
	{"Щербань", "Щербаня", NULL, NULL},
	{"Кравець", "Кравця", NULL, NULL},
	{"Ґудзь", "Ґудзя", NULL, NULL},
	{"Ґалаґан", "Ґалаґана", NULL, NULL},
	{"Ґереґа", "Ґереґи", "Ґереґа", "Ґереґи"},
	{"Шульга", "Шульги", "Шульга", "Шульги"},
	{"Журба", "Журби", "Журба", "Журби"},
	{"Зозуля", "Зозулі", "Зозуля", "Зозулі"},
	{"Їжакевич", "Їжакевича", NULL, NULL},
	{"Стецькович", "Стецьковича", NULL, NULL},
	{"Павлишин", "Павлишина", NULL, NULL},
	{"Дацишин", "Дацишина", NULL, NULL},
	{"Чумак", "Чумака", NULL, NULL},
	{"Лисак", "Лисака", NULL, NULL},
	{"Чайка", "Чайки", "Чайка", "Чайки"},
	{"Сорока", "Сороки", "Сорока", "Сороки"},
	{"Криничний", "Криничного", "Кринична", "Криничної"},
	{"Польовий", "Польового", "Польова", "Польової"},
	{"Садовий", "Садового", "Садова", "Садової"},
	{"Горобець", "Горобця", NULL, NULL},
	{"Яворський", "Яворського", "Яворська", "Яворської"},
	{"Вербицький", "Вербицького", "Вербицька", "Вербицької"},
	{"Сосновський", "Сосновського", "Сосновська", "Сосновської"},
	{"Дубицький", "Дубицького", "Дубицька", "Дубицької"},
	{"Заруцький", "Заруцького", "Заруцька", "Заруцької"},
	{"Ільницький", "Ільницького", "Ільницька", "Ільницької"},
};

struct father {
	const char *name, *genitive, *son, *daughter;
};

static const struct father men[] = {
	{"Петро", "Петра", "Петрович", "Петрівна"},
	{"Іван", "Івана", "Іванович", "Іванівна"},
	{"Олексій", "Олексія", "Олексійович", "Олексіївна"},
	{"Андрій", "Андрія", "Андрійович", "Андріївна"},
	{"Василь", "Василя", "Васильович", "Василівна"},
	{"Григорій", "Григорія", "Григорович", "Григорівна"},
	{"Дмитро", "Дмитра", "Дмитрович", "Дмитрівна"},
	{"Микола", "Миколи", "Миколайович", "Миколаївна"},
	{"Михайло", "Михайла", "Михайлович", "Михайлівна"},
	{"Олександр", "Олександра", "Олександрович", "Олександрівна"},
	{"Сергій", "Сергія", "Сергійович", "Сергіївна"},
	{"Степан", "Степана", "Степанович", "Степанівна"},
	{"Тарас", "Тараса", "Тарасович", "Тарасівна"},
	{"Юрій", "Юрія", "Юрійович", "Юріївна"},
	{"Федір", "Федора", "Федорович", "Федорівна"},
	{"Яків", "Якова", "Якович", "Яківна"},
	{"Ілля", "Іллі", "Ілліч", "Іллівна"},
	{"Богдан", "Богдана", "Богданович", "Богданівна"},
	{"Віктор", "Віктора", "Вікторович", "Вікторівна"},
	{"Володимир", "Володимира", "Володимирович", "Володимирівна"},
	{"Євген", "Євгена", "Євгенович", "Євгенівна"},
	{"Остап", "Остапа", "Остапович", "Остапівна"},
	{"Роман", "Романа", "Романович", "Романівна"},
	{"Анатолій", "Анатолія", "Анатолійович", "Анатоліївна"},
	{"Павло", "Павла", "Павлович", "Павлівна"},
	{"Леонід", "Леоніда", "Леонідович", "Леонідівна"},
	{"Назар", "Назара", "Назарович", "Назарівна"},
};

static const char *const women[][2] = {
	{"Олена", "Олени"},	  {"Марія", "Марії"},
	{"Ганна", "Ганни"},	  {"Наталія", "Наталії"},
	{"Оксана", "Оксани"},	  {"Людмила", "Людмили"},
	{"Тетяна", "Тетяни"},	  {"Ірина", "Ірини"},
	{"Світлана", "Світлани"}, {"Надія", "Надії"},
	{"Любов", "Любові"},	  {"Галина", "Галини"},
	{"Катерина", "Катерини"}, {"Валентина", "Валентини"},
	{"Лідія", "Лідії"},	  {"Юлія", "Юлії"},
	{"Євгенія", "Євгенії"},	  {"Ольга", "Ольги"},
	{"Соломія", "Соломії"},	  {"Зоя", "Зої"},
	{"Віра", "Віри"},	  {"Раїса", "Раїси"},
	{"Христина", "Христини"}, {"Дарина", "Дарини"},
};

/* Feminine adjectives without their ending. */
static const char *const adjectives[] = {
	"Ставков", "Вишнев",   "Млинов", "Джерельн", "Ґонтов",	"Криничн", "Польов",  "Яблунев",
	"Гончарн", "Ярмарков", "Ранков", "Затишн",   "Надрічн", "Кленов",  "Підгірн", "Бджолин",
	"Тополев", "Сонячн",   "Левадн", "Калинов",  "Цегельн", "Чумацьк", "Їздов",   "Ґанков",
};

static const char *const patrons[] = {
	"Степана Криничного", "Марусі Левадної", "Сестер Яворських", "Івана Ґудзя",
	"Героїв Долини",      "Братів Чумаків",	 "Юрія Зарічного",   "Перших Поселенців",
};

static const struct village villages[] = {
	{"Верболозне", "Верболозного", "Верболозному"},
	{"Тиха Балка", "Тихої Балки", "Тихій Балці"},
	{"Грабове", "Грабового", "Грабовому"},
	{"Довгий Яр", "Довгого Яру", "Довгому Яру"},
	{"Нові Криниці", "Нових Криниць", "Нових Криницях"},
	{"Журавлине Поле", "Журавлиного Поля", "Журавлиному Полі"},
};

struct street street_make(void *owner, struct chance *chance)
{
	if (chance_hits(chance, 25)) {
		const char *of = CHANCE_OF_ARRAY(chance, patrons);
		return (struct street){
			TEXT_OF(owner, "вулиця %s", of), TEXT_OF(owner, "вулиці %s", of),
			TEXT_OF(owner, "вулиці %s", of), TEXT_OF(owner, "вулицю %s", of),
			TEXT_OF(owner, "вул. %s", of),
		};
	}
	const char *stem = CHANCE_OF_ARRAY(chance, adjectives);
	return (struct street){
		TEXT_OF(owner, "вулиця %sа", stem),  TEXT_OF(owner, "вулиці %sої", stem),
		TEXT_OF(owner, "вулиці %sій", stem), TEXT_OF(owner, "вулицю %sу", stem),
		TEXT_OF(owner, "вул. %sа", stem),
	};
}

/* The last letter (two bytes) of NAME replaced by ENDING. */
static const char *ended(void *owner, const char *name, const char *ending)
{
	return TEXT_OF(owner, "%.*s%s", (int)strlen(name) - 2, name, ending);
}

/* The first letter, two bytes as all Cyrillic ones. */
static const char *initial(void *owner, const char *name)
{
	return TEXT_OF(owner, "%.2s.", name);
}

static void person_name(void *owner, struct chance *chance, struct person *p)
{
	const struct surname *s = &CHANCE_OF_ARRAY(chance, surnames);
	const struct father *own = &CHANCE_OF_ARRAY(chance, men),
			    *of = &CHANCE_OF_ARRAY(chance, men);
	const char *const *her = CHANCE_OF_ARRAY(chance, women);
	p->female = chance_hits(chance, 55);
	p->surname = p->female && s->woman != NULL ? s->woman : s->man;
	p->name = p->female ? her[0] : own->name;
	p->patronymic = p->female ? of->daughter : of->son;
	p->full = TEXT_OF(owner, "%s %s %s", p->surname, p->name, p->patronymic);
	const char *surname = !p->female ? s->man_gen : s->woman == NULL ? s->man : s->woman_gen;
	const char *patronymic = p->female ? ended(owner, of->daughter, "и")
					   : TEXT_OF(owner, "%sа", of->son);
	p->genitive = TEXT_OF(owner, "%s %s %s", surname, p->female ? her[1] : own->genitive,
			      patronymic);
	const char *first = initial(owner, p->name), *second = initial(owner, p->patronymic);
	p->initials = chance_hits(chance, 50)
			      ? TEXT_OF(owner, "%s %s %s", first, second, p->surname)
			      : TEXT_OF(owner, "%s %s %s", p->surname, first, second);
}

static void person_address(void *owner, struct chance *chance, struct person *p)
{
	int house = chance_in(chance, 1, 96), flat = chance_in(chance, 1, 80);
	bool letter = chance_hits(chance, 12),
	     flats = p->village == NULL && chance_hits(chance, 55);
	p->house = TEXT_OF(owner, "%d%s", house, letter ? "-А" : "");
	const char *in = p->street.brief, *at;
	switch (chance_in(chance, 0, 2)) {
	case 0:
		at = flats ? TEXT_OF(owner, "%s, буд. %s, кв. %d", in, p->house, flat)
			   : TEXT_OF(owner, "%s, буд. %s", in, p->house);
		break;
	case 1:
		at = flats ? TEXT_OF(owner, "%s, %s, кв. %d", in, p->house, flat)
			   : TEXT_OF(owner, "%s, %s", in, p->house);
		break;
	default:
		at = flats ? TEXT_OF(owner, "%s, буд. %s, кв. %d", in, p->house, flat)
			   : TEXT_OF(owner, "%s, б. %s", in, p->house);
	}
	p->address = p->village != NULL ? TEXT_OF(owner, "с. %s, %s", p->village->nominative, at)
		     : chance_hits(chance, 60) ? TEXT_OF(owner, "м. " TOWN ", %s", at)
					       : at;
}

/* Subscriber numbers from 000 to 009, which operators do not give out. */
static const char *phone(void *owner, struct chance *chance)
{
	static const char *const codes[] = {"50", "63", "66", "67", "68", "93", "97", "99"};
	static const char *const forms[] = {"0%s 00%d %02d %02d", "(0%s) 00%d-%02d-%02d",
					    "+380 %s 00%d %02d %02d", "0%s-00%d-%02d-%02d",
					    "0%s00%d%02d%02d"};
	const char *code = CHANCE_OF_ARRAY(chance, codes), *form = CHANCE_OF_ARRAY(chance, forms);
	int a = chance_in(chance, 0, 9), b = chance_in(chance, 0, 99), c = chance_in(chance, 0, 99);
	return TEXT_OF(owner, form, code, a, b, c);
}

struct latin {
	const char *letter, *latin;
};

/* Resolution of the Cabinet of Ministers 55 of 27.01.2010, its common part. */
static const struct latin latins[] = {
	{"а", "a"},  {"б", "b"},  {"в", "v"},	 {"г", "h"},  {"ґ", "g"},  {"д", "d"},
	{"е", "e"},  {"є", "ie"}, {"ж", "zh"},	 {"з", "z"},  {"и", "y"},  {"і", "i"},
	{"ї", "i"},  {"й", "i"},  {"к", "k"},	 {"л", "l"},  {"м", "m"},  {"н", "n"},
	{"о", "o"},  {"п", "p"},  {"р", "r"},	 {"с", "s"},  {"т", "t"},  {"у", "u"},
	{"ф", "f"},  {"х", "kh"}, {"ц", "ts"},	 {"ч", "ch"}, {"ш", "sh"}, {"щ", "shch"},
	{"ь", ""},   {"ю", "iu"}, {"я", "ia"},	 {"І", "i"},  {"П", "p"},  {"Г", "h"},
	{"Ю", "yu"}, {"Є", "ye"}, {"Щ", "shch"}, {"Ф", "f"},  {"Т", "t"},  {"С", "s"},
	{"Д", "d"},  {"Л", "l"},  {"О", "o"},	 {"К", "k"},  {"Р", "r"},  {"М", "m"},
	{"Б", "b"},  {"Ґ", "g"},  {"Ш", "sh"},	 {"Ж", "zh"}, {"З", "z"},  {"Ї", "yi"},
	{"Ч", "ch"}, {"Я", "ya"}, {"В", "v"},	 {"А", "a"},  {"Н", "n"},  {"Х", "kh"},
};

static const char *latin(void *owner, const char *word)
{
	char *out = must(talloc_strdup(owner, ""));
	for (; *word != '\0' && word[1] != '\0'; word += 2)
		for (size_t i = 0; i < sizeof latins / sizeof *latins; i++)
			if (strncmp(latins[i].letter, word, 2) == 0)
				out = must(talloc_strdup_append(out, latins[i].latin));
	return out;
}

static const char *email(void *owner, struct chance *chance, const struct person *p)
{
	static const char *const hosts[] = {"poshta.example", "mail.example", "lystonosha.example"};
	const char *surname = latin(owner, p->surname), *name = latin(owner, p->name);
	const char *host = CHANCE_OF_ARRAY(chance, hosts);
	switch (chance_in(chance, 0, 2)) {
	case 0:
		return TEXT_OF(owner, "%s.%s@%s", name, surname, host);
	case 1:
		return TEXT_OF(owner, "%s%d@%s", surname, chance_in(chance, 1955, 2003), host);
	default:
		return TEXT_OF(owner, "%s_%.1s@%s", surname, name, host);
	}
}

struct person person_make(void *owner, struct chance *chance)
{
	struct person p = {0};
	person_name(owner, chance, &p);
	p.street = street_make(owner, chance);
	p.village = chance_hits(chance, 35) ? &CHANCE_OF_ARRAY(chance, villages) : NULL;
	person_address(owner, chance, &p);
	p.phone = chance_hits(chance, 70) ? phone(owner, chance) : NULL;
	p.email = chance_hits(chance, 20) ? email(owner, chance, &p) : NULL;
	return p;
}

struct person person_neighbour(void *owner, struct chance *chance, const struct person *of)
{
	struct person p = {0};
	person_name(owner, chance, &p);
	p.street = of->street;
	p.village = of->village;
	person_address(owner, chance, &p);
	return p;
}
