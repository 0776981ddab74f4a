/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/names.h"

#include "base/job.h"
#include "ocr/letters.h"
#include <string.h>

static const char *const men[] = {
	"Адам",	   "Анатолій",	"Андрій",    "Антон",	"Антін",     "Аркадій",	    "Арсен",
	"Артем",   "Артур",	"Богдан",    "Борис",	"Вадим",     "Валентин",    "Валерій",
	"Василь",  "Віктор",	"Віталій",   "Влад",	"Владислав", "Володимир",   "В’ячеслав",
	"Гаврило", "Геннадій",	"Георгій",   "Гліб",	"Гнат",	     "Григорій",    "Давид",
	"Данило",  "Дем’ян",	"Денис",     "Дмитро",	"Едуард",    "Євген",	    "Євгеній",
	"Захар",   "Зиновій",	"Іван",	     "Ігор",	"Ілля",	     "Йосип",	    "Казимир",
	"Кирило",  "Клим",	"Костянтин", "Кузьма",	"Лев",	     "Левко",	    "Леонід",
	"Леонтій", "Лука",	"Любомир",   "Макар",	"Максим",    "Марко",	    "Мар’ян",
	"Матвій",  "Микита",	"Микола",    "Мирон",	"Мирослав",  "Михайло",	    "Назар",
	"Назарій", "Нестор",	"Никифор",   "Олег",	"Олександр", "Олексій",	    "Олесь",
	"Омелян",  "Онисим",	"Орест",     "Остап",	"Павло",     "Пантелеймон", "Петро",
	"Пилип",   "Прокіп",	"Радим",     "Роман",	"Ростислав", "Руслан",	    "Сава",
	"Савелій", "Святослав", "Семен",     "Сергій",	"Сидір",     "Соломон",	    "Станіслав",
	"Степан",  "Стефан",	"Тарас",     "Тимофій", "Тимур",     "Тихін",	    "Трохим",
	"Федір",   "Филимон",	"Хома",	     "Юліан",	"Юрій",	     "Юхим",	    "Яків",
	"Ян",	   "Ярема",	"Яромир",    "Ярослав",
};

static const char *const women[] = {
	"Аліна",    "Алла",	 "Анастасія",  "Ангеліна", "Анжела",	 "Анна",      "Антоніна",
	"Богдана",  "Валентина", "Валерія",    "Варвара",  "Василина",	 "Вероніка",  "Віолетта",
	"Віра",	    "Віталіна",	 "Вікторія",   "Галина",   "Ганна",	 "Дарина",    "Дар’я",
	"Діана",    "Домініка",	 "Ева",	       "Єва",	   "Євгенія",	 "Євдокія",   "Єлизавета",
	"Жанна",    "Зінаїда",	 "Злата",      "Зоряна",   "Зоя",	 "Іванна",    "Інна",
	"Ірина",    "Каріна",	 "Катерина",   "Клавдія",  "Ксенія",	 "Лариса",    "Леся",
	"Лідія",    "Лілія",	 "Ліна",       "Любов",	   "Людмила",	 "Магдалина", "Маргарита",
	"Марина",   "Марія",	 "Марта",      "Мар’яна",  "Мелана",	 "Мирослава", "Надія",
	"Наталія",  "Наталя",	 "Ніна",       "Оксана",   "Олександра", "Олена",     "Олеся",
	"Ольга",    "Параска",	 "Поліна",     "Раїса",	   "Римма",	 "Руслана",   "Світлана",
	"Соломія",  "Софія",	 "Станіслава", "Стефанія", "Таїсія",	 "Тамара",    "Тетяна",
	"Уляна",    "Федора",	 "Христина",   "Юлія",	   "Юліана",	 "Яна",	      "Ярина",
	"Ярослава",
};

/* Ends that change, the longest first: nominative, genitive. */
struct change {
	const char *nominative, *genitive, *dative;
};

static const struct change man_names[] = {
	{"Федір", "Федора", "Федору"},
	{"Сидір", "Сидора", "Сидору"},
	{"Яків", "Якова", "Якову"},
	{"Антін", "Антона", "Антону"},
	{"Тихін", "Тихона", "Тихону"},
	{"Прокіп", "Прокопа", "Прокопу"},
	{"Лев", "Лева", "Леву"},
	{"Ігор", "Ігоря", "Ігорю"},
	{"Ілля", "Іллі", "Іллі"},
	{"ій", "ія", "ію"},
	{"ь", "я", "ю"},
	{"о", "а", "у"},
	{"а", "и", "і"},
	{"", "а", "у"},
};

static const struct change woman_names[] = {
	{"Любов", "Любові", "Любові"},
	{"ія", "ії", "ії"},
	{"оя", "ої", "ої"},
	{"’я", "’ї", "’ї"},
	{"я", "і", "і"},
	{"га", "ги", "зі"},
	{"ка", "ки", "ці"},
	{"а", "и", "і"},
};

static const char *form_of(void *owner, const struct change *changes, size_t count,
			   const char *name, enum grammar form)
{
	if (form == NOMINATIVE)
		return name;
	for (size_t i = 0; i < count; i++) {
		const char *end = form == GENITIVE ? changes[i].genitive : changes[i].dative;
		const char *changed = text_swap(owner, name, changes[i].nominative, end);
		if (changed != NULL)
			return changed;
	}
	return name;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Readers lose apostrophes. */
static bool same_but_apostrophe(const char *a, const char *b)
{
	uint32_t first, second;
	do {
		do
			first = text_step(&a);
		while (first == 0x2019 || first == '\'' || first == 0x2bc);
		do
			second = text_step(&b);
		while (second == 0x2019 || second == '\'' || second == 0x2bc);
	} while (first == second && first != 0);
	return first == second;
}

const char *given_name(void *owner, const char *word, bool female, enum grammar form)
{
	const char *const *names = female ? women : men;
	const struct change *changes = female ? woman_names : man_names;
	size_t count = female ? COUNT(women) : COUNT(men);
	size_t nchanges = female ? COUNT(woman_names) : COUNT(man_names);
	for (size_t i = 0; i < count; i++)
		if (same_but_apostrophe(word, form_of(owner, changes, nchanges, names[i], form)))
			return names[i];
	return NULL;
}

/* Whether it begins as a man's name does, all but the last letters: Федорович, Федір. */
static bool is_of_man(const char *patronymic)
{
	for (size_t i = 0; i < COUNT(men); i++) {
		const char *a = men[i], *b = patronymic;
		int same = 0, wanted = text_length(men[i]) - 2;
		for (uint32_t letter; (letter = text_step(&a)) != 0 && letter == text_step(&b);)
			same++;
		if (same >= (wanted < 3 ? 2 : wanted))
			return true;
	}
	return false;
}

struct patronymic patronymic_read(void *owner, const char *word)
{
	static const struct {
		const char *end, *nominative;
		bool female;
		enum grammar form;
	} ends[] = {
		{"ович", "ович", false, NOMINATIVE},
		{"ьович", "ьович", false, NOMINATIVE},
		{"йович", "йович", false, NOMINATIVE},
		{"евич", "евич", false, NOMINATIVE},
		{"ілліч", "ілліч", false, NOMINATIVE},
		{"Ілліч", "Ілліч", false, NOMINATIVE},
		{"Кузьмич", "Кузьмич", false, NOMINATIVE},
		{"Якович", "Якович", false, NOMINATIVE},
		{"овича", "ович", false, GENITIVE},
		{"евича", "евич", false, GENITIVE},
		{"Ілліча", "Ілліч", false, GENITIVE},
		{"Кузьмича", "Кузьмич", false, GENITIVE},
		{"овичу", "ович", false, DATIVE},
		{"овичеві", "ович", false, DATIVE},
		{"евичу", "евич", false, DATIVE},
		{"Іллічу", "Ілліч", false, DATIVE},
		{"івна", "івна", true, NOMINATIVE},
		{"ївна", "ївна", true, NOMINATIVE},
		{"івни", "івна", true, GENITIVE},
		{"ївни", "ївна", true, GENITIVE},
		{"івні", "івна", true, DATIVE},
		{"ївні", "ївна", true, DATIVE},
	};
	struct patronymic none = {NO_NAME, false, NULL, false};
	for (size_t i = 0; i < COUNT(ends) && text_length(word) >= 5; i++) {
		const char *nominative = text_swap(owner, word, ends[i].end, ends[i].nominative);
		if (nominative != NULL)
			return (struct patronymic){ends[i].form, ends[i].female, nominative,
						   is_of_man(nominative)};
	}
	return none;
}

const char *surname_nominative(void *owner, const char *word, bool female)
{
	static const char *const man[][2] = {
		{"ського", "ський"}, {"цького", "цький"}, {"зького", "зький"}, {"ього", "ій"},
		{"ого", "ий"},	     {"енка", "енко"},	  {"йка", "йко"},      {"шка", "шко"},
		{"чка", "чко"},	     {"тка", "тко"},	  {"ька", "ько"},      {"нка", "нко"},
		{"ця", "ець"},	     {"аря", "ар"},	  {"яра", "яр"},       {"ія", "ій"},
		{"я", "ь"},	     {"ги", "га"},	  {"и", "а"},	       {"і", "я"},
		{"а", ""},
	};
	static const char *const woman[][2] = {
		{"ьої", "я"}, {"ої", "а"}, {"и", "а"}, {"лі", "ля"}, {"ні", "ня"}, {"ї", "я"},
	};
	size_t count = female ? COUNT(woman) : COUNT(man);
	for (size_t i = 0; i < count; i++) {
		const char *const *ends = female ? woman[i] : man[i];
		const char *changed = text_swap(owner, word, ends[0], ends[1]);
		if (changed != NULL && text_length(changed) >= 3)
			return changed;
	}
	/* a woman's surname on a consonant or -о is not declined; a man's always is */
	return female ? COPY(owner, word) : NULL;
}

bool surname_same(const char *nominative, const char *genitive)
{
	int same = 0, longest = text_length(nominative);
	const char *a = nominative, *b = genitive;
	for (uint32_t letter; (letter = text_step(&a)) != 0 && letter == text_step(&b);)
		same++;
	/* at most the last two letters differ: Кравець, Кравця */
	return same >= 3 && longest - same <= 3 && text_length(genitive) - same <= 3;
}
