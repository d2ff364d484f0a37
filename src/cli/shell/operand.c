/* operand.c - operands that are words: what help writes of them, read back.
 * Knows that small letters are words to be typed and capitals stand for something; completion and
 * manual need no second table.
 */
#include "cli/shell/completion.h"

#include <string.h>

static bool is(const struct operand *operand, const char *word)
{
    return operand->length == strlen(word) && memcmp(operand->text, word, operand->length) == 0;
}

static enum operand_kind kind_of(const struct operand *operand)
{
    const char *text = operand->text;
    if (text[0] >= 'a' && text[0] <= 'z')
        return OPERAND_WORDS;
    if (is(operand, "FILE") || is(operand, "OLD") || is(operand, "NEW"))
        return OPERAND_FILE;
    if (is(operand, "FILE|CODE"))
        return OPERAND_FILE_OR_CODE;
    if (is(operand, "PATH"))
        return OPERAND_PATH;
    if (operand->length > 5 && memcmp(text, "PATH=", 5) == 0)
        return OPERAND_SETTING;
    return memchr(text, '|', operand->length) != NULL ? OPERAND_KEY : OPERAND_OTHER;
}

bool operand_next(const char **text, struct operand *ret_operand)
{
    static const char dots[] = "...";
    const char *start = *text + strspn(*text, " [");
    size_t length = strcspn(start, " ");
    *text = start + length;
    if (length == 0)
        return false;
    /* The bracket that closes an operand, not one inside it: [PATH=LO..HI[:N]]. */
    while (length > 0 && start[length - 1] == ']')
        length--;
    struct operand operand = {.text = start};
    if (length > strlen(dots) && memcmp(start + length - strlen(dots), dots, strlen(dots)) == 0) {
        operand.repeats = true;
        length -= strlen(dots);
    }
    operand.length = length;
    operand.kind = kind_of(&operand);
    *ret_operand = operand;
    return true;
}
