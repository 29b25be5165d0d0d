#include "base/std.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/locale.h"
#include "base/zone.h"
#include "base/zone_file.h"
#include "../rig/suite.h"

static void test_names(void)
{
    static const char *const fine[] = {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "America/Port-au-Prince", "EST5EDT"};
    static const char *const wrong[] = {"", "/", "..", "../x", "Europe/..", "Europe/../Asia", "/Europe/Berlin", "Europe/", "Europe//Berlin", "posix/UTC",
                                        "right/UTC", "zone.tab", "europe/berlin", "A/B/C/D", "Europe/Berlin ", "Europe\\Berlin", "Z\xc3\xbcrich", "_A"};
    char longest[ZONE_NAME_MAX + 1];
    memset(longest, 'A', sizeof longest);
    for (size_t i = 0; i < COUNT_OF(fine); i++)
        CU_ASSERT_TRUE(zone_name_ok(str_from(fine[i])));
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        CU_ASSERT_FALSE(zone_name_ok(str_from(wrong[i])));
    CU_ASSERT_FALSE(zone_name_ok((struct str){"A\0B", 3}));
    CU_ASSERT_TRUE(zone_name_ok((struct str){longest, ZONE_NAME_MAX}));
    CU_ASSERT_FALSE(zone_name_ok((struct str){longest, ZONE_NAME_MAX + 1}));
}

static void test_rules_that_are_none(void)
{
    static const char *const wrong[] = {"", "CE-1", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,M10.5.0/3x", "CET-1CEST,M13.5.0,M10.5.0",
        "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J365", "CET-1CEST,366,1", "CET-25", "<+0-1", "<ABCDEFGHIJKLMNOP>0",
        "CET-1:60", "CET-1CEST,M3.5.0/168,M10.5.0", "CET-1CEST,M3.5,M10.5.0", "CET-1 ", "CET1234"};
    struct zone_rule r;
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        CU_ASSERT_FALSE_FATAL(zone_rule_read(str_from(wrong[i]), &r));
}

static int32_t offset(const char *rule, int64_t at)
{
    struct zone_rule r;
    CU_ASSERT_TRUE_FATAL(zone_rule_read(str_from(rule), &r));
    return zone_rule_look(&r, at).offset_s;
}

static void test_rules(void)
{
    static const char berlin[] = "CET-1CEST,M3.5.0,M10.5.0/3", sydney[] = "AEST-10AEDT,M10.1.0,M4.1.0/3";
    static const char dublin[] = "IST-1GMT0,M10.5.0,M3.5.0/1"; /* the winter is what deviates */
    CU_ASSERT_EQUAL(offset(berlin, 1774745999), 3600);  /* 2026-03-29 00:59:59 UTC */
    CU_ASSERT_EQUAL(offset(berlin, 1774746000), 7200);
    CU_ASSERT_EQUAL(offset(berlin, 1792889999), 7200);  /* 2026-10-25 00:59:59 UTC */
    CU_ASSERT_EQUAL(offset(berlin, 1792890000), 3600);
    CU_ASSERT_EQUAL(offset(sydney, 1767225600), 39600); /* 2026-01-01 */
    CU_ASSERT_EQUAL(offset(sydney, 1782864000), 36000); /* 2026-07-01 */
    CU_ASSERT_EQUAL(offset(dublin, 1767225600), 0);
    CU_ASSERT_EQUAL(offset(dublin, 1782864000), 3600);
    CU_ASSERT_EQUAL(offset("<+0545>-5:45", 0), 20700);
    CU_ASSERT_EQUAL(offset("XXX3EDT4,0/0,J365/23", 1767225600), -14400); /* RFC 8536, 3.3.1: all the year */
    CU_ASSERT_EQUAL(offset("XXX3EDT4,0/0,J365/23", 1798761599), -14400);
    CU_ASSERT_EQUAL(offset("AAA0BBB,J60,J61", 1709251200 + 7200), 3600); /* 2024-03-01 02:00: J60 is no leap day */
    CU_ASSERT_EQUAL(offset("AAA0BBB,J60,J61", 1709164800 + 7200), 0);
    CU_ASSERT_EQUAL(offset("AAA0BBB,59,61", 1709164800 + 7200), 3600);   /* the 60th day of 2024 is */
    CU_ASSERT_EQUAL(offset(berlin, -62135596800), 3600);
    CU_ASSERT_EQUAL(offset(berlin, 253402300799), 3600);
}

/* Two changes, three types, a rule; the first half is empty but for one type. */
static size_t sample(unsigned char *out)
{
    static const unsigned char first[] = {'T', 'Z', 'i', 'f', '2', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0};
    static const unsigned char second[] = {'T', 'Z', 'i', 'f', '2', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 12,
        0, 0, 0, 0, 0, 0, 0, 100, 0, 0, 0, 0, 0, 0, 0, 200, 1, 2,
        0, 0, 0, 60, 0, 0, 0, 0, 0, 120, 0, 4, 0, 0, 0, 180, 0, 8,
        'A', 'A', 'A', 0, 'B', 'B', 'B', 0, 'C', 'C', 'C', 0, '\n', 'D', 'D', 'D', '-', '1', '\n'};
    memcpy(out, first, sizeof first);
    memcpy(out + sizeof first, second, sizeof second);
    return sizeof first + sizeof second;
}

static void test_files(void)
{
    unsigned char bytes[256];
    struct zone_file f;
    size_t size = sample(bytes);
    CU_ASSERT_TRUE_FATAL(zone_file_read((struct str){(char *)bytes, size}, &f));
    CU_ASSERT_EQUAL(zone_file_look(&f, INT64_MIN / 4).offset_s, 60);
    CU_ASSERT_EQUAL(zone_file_look(&f, 99).offset_s, 60);
    CU_ASSERT_EQUAL(zone_file_look(&f, 100).offset_s, 120);
    CU_ASSERT_STRING_EQUAL(zone_file_look(&f, 199).short_name, "BBB");
    CU_ASSERT_STRING_EQUAL(zone_file_look(&f, 200).short_name, "DDD");
    CU_ASSERT_EQUAL(zone_file_look(&f, 200).offset_s, 3600);
}

/* Cut anywhere, and with any byte turned: refused, or read without reaching beyond it (a sanitizer watches). */
static void test_damaged_files(void)
{
    unsigned char bytes[256];
    struct zone_file f;
    size_t size = sample(bytes);
    for (size_t cut = 0; cut < size; cut++) {
        char *copy = malloc(cut + 1);
        CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
        memcpy(copy, bytes, cut);
        CU_ASSERT_FALSE(zone_file_read((struct str){copy, cut}, &f));
        free(copy);
    }
    for (size_t i = 0; i < size * 8; i++) {
        char *copy = malloc(size);
        CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
        memcpy(copy, bytes, size);
        copy[i / 8] = (char)(copy[i / 8] ^ (1 << i % 8));
        if (zone_file_read((struct str){copy, size}, &f))
            for (int64_t at = 50; at < 300; at += 50)
                (void)zone_file_look(&f, at);
        free(copy);
    }
}

static void test_more_zones_than_are_kept(void)
{
    char folder[] = "/tmp/linnet-zones-XXXXXX", path[64];
    unsigned char bytes[256];
    size_t size = sample(bytes);
    struct zone_time t;
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
    struct zones *z = zones_open(folder);
    for (int i = 0; i < 3 * ZONES_KEPT; i++) {
        snprintf(path, sizeof path, "%s/Z%d", folder, i);
        FILE *f = fopen(path, "we");
        CU_ASSERT_PTR_NOT_NULL_FATAL(f);
        CU_ASSERT_EQUAL(fwrite(bytes, 1, size, f), size);
        fclose(f);
        CU_ASSERT_TRUE(zones_look(z, str_from(strrchr(path, '/') + 1), 150, &t));
        CU_ASSERT_TRUE(zones_look(z, STR("Z0"), 150, &t));
        CU_ASSERT_EQUAL(t.offset_s, 120);
        if (i > 0)
            unlink(path);
    }
    CU_ASSERT_FALSE(zones_look(z, STR("Z1"), 150, &t)); /* forgotten, and its file is gone */
    snprintf(path, sizeof path, "%s/Folder", folder);
    CU_ASSERT_EQUAL(mkdir(path, 0700), 0);
    CU_ASSERT_FALSE(zones_look(z, STR("Folder"), 0, &t));
    CU_ASSERT_FALSE(zones_look(NULL, STR("Z0"), 0, &t));
    zones_close(z);
    zones_close(NULL);
    rmdir(path);
    snprintf(path, sizeof path, "%s/Z0", folder);
    unlink(path);
    rmdir(folder);
}

static void test_tables(void)
{
    CU_ASSERT_TRUE(LANGUAGE_COUNT > 150 && ZONE_NAME_COUNT > 400);
    for (size_t i = 0; i < ZONE_NAME_COUNT; i++)
        CU_ASSERT_TRUE(zone_name_ok(str_from(ZONE_NAMES[i])));
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        CU_ASSERT_TRUE(strlen(LANGUAGES[i].tag) <= LANGUAGE_TAG_MAX && strlen(LANGUAGES[i].name) > 0);
        CU_ASSERT_PTR_EQUAL(locale_language(str_from(LANGUAGES[i].tag)), &LANGUAGES[i]);
    }
    CU_ASSERT_STRING_EQUAL(locale_language(STR("DE"))->name, "German");
    CU_ASSERT_PTR_NULL(locale_language(STR("")));
    CU_ASSERT_PTR_NULL(locale_language(STR("deu")));
}

int main(void)
{
    return suite_run((struct suite_test[]){
        {"names", test_names},
        {"rules that are none", test_rules_that_are_none},
        {"rules", test_rules},
        {"files", test_files},
        {"damaged files", test_damaged_files},
        {"tables", test_tables},
        {"more zones than are kept", test_more_zones_than_are_kept},
        {NULL, NULL},
    });
}
