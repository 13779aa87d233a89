// simdjson as a peer. One call reads a whole buffer of NDJSON, so that only simdjson is measured.
//
// Results equal those of the managed contenders: the same rule for what is an event (an entity that is an object, no
// TRAIT_* operation), the same two digests (IDigest.cs), byte for byte.
//
// The buffer must be followed by SIMDJSON_PADDING readable bytes. One thread at a time.

#include <simdjson.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace {

using namespace simdjson;

struct Fields {
  bool has_entity = false;
  std::string_view operation_type, type_name, guid, qualified_name, delete_handler;
};

struct TouchDigest {
  uint64_t checksum = 0;

  void add(std::string_view text) {
    if (!text.empty())
      checksum += (uint64_t(text.size()) << 16) + (uint64_t(uint8_t(text.front())) << 8) + uint8_t(text.back());
  }
};

struct HashDigest {
  static constexpr uint64_t prime = 0x100000001b3;
  uint64_t checksum = 0;

  void add(std::string_view text) {
    for (char c : text)
      checksum = (checksum ^ uint8_t(c)) * prime;
    checksum = (checksum ^ 0xFF) * prime;
  }
};

template <class Digest> struct Sink {
  Digest digest;
  uint64_t events = 0;

  void take(const Fields &fields) {
    constexpr std::string_view trait = "TRAIT_";
    if (!fields.has_entity || fields.operation_type.substr(0, trait.size()) == trait)
      return;
    digest.add(fields.operation_type);
    digest.add(fields.type_name);
    digest.add(fields.guid);
    digest.add(fields.qualified_name);
    digest.add(fields.delete_handler);
    events++;
  }
};

// All contenders use one thread, so stage 1 must not run on another.
template <class Parser> Parser &single_threaded(Parser &parser) {
#ifdef SIMDJSON_THREADS_ENABLED
  parser.threaded = false;
#endif
  return parser;
}

ondemand::parser &ondemand_parser() {
  static ondemand::parser parser;
  return single_threaded(parser);
}

dom::parser &dom_parser() {
  static dom::parser parser;
  return single_threaded(parser);
}

// A value that is missing or has another type is an absent field; other errors are errors of the line.
bool is_absent(error_code error) { return error == NO_SUCH_FIELD || error == INCORRECT_TYPE; }

#define RETURN_IF_BAD(expression)                                                                                      \
  do {                                                                                                                 \
    error_code bad = (expression);                                                                                     \
    if (bad && !is_absent(bad))                                                                                        \
      return bad;                                                                                                      \
  } while (false)

// get_string unescapes into simdjson's buffer, which amounts to a copy. Reading strings without escapes from the line
// (raw_json_token and a search for a backslash) was not faster.
error_code text_of(ondemand::value value, std::string_view &text) { return value.get_string().get(text); }

// Variant: find_field_unordered, one lookup per key. A lookup continues after the last key that was found, and wraps around
// at the end of the object, so keys are looked up in the order in which Atlas writes them.
struct FindField {
  static error_code text_at(ondemand::object &object, std::string_view key, std::string_view &text) {
    ondemand::value value;
    error_code error = object.find_field_unordered(key).get(value);
    return error ? error : text_of(value, text);
  }

  template <class Document> static error_code locate(Document &&document, Fields &fields) {
    ondemand::object message, entity, attributes;
    error_code error = document.find_field_unordered("message").get_object().get(message);
    if (error)
      return is_absent(error) ? SUCCESS : error;

    error = message.find_field_unordered("entity").get_object().get(entity);
    RETURN_IF_BAD(error);
    if (!error) {
      fields.has_entity = true;
      RETURN_IF_BAD(text_at(entity, "typeName", fields.type_name));
      error = entity.find_field_unordered("attributes").get_object().get(attributes);
      RETURN_IF_BAD(error);
      if (!error)
        RETURN_IF_BAD(text_at(attributes, "qualifiedName", fields.qualified_name));
      RETURN_IF_BAD(text_at(entity, "guid", fields.guid));
      RETURN_IF_BAD(text_at(entity, "deleteHandler", fields.delete_handler));
    }

    RETURN_IF_BAD(text_at(message, "operationType", fields.operation_type));
    return SUCCESS;
  }
};

// Variant: iterates once over the members of each object on the path, until all fields of the object were found. Absent
// keys cost nothing extra.
struct EachField {
  static error_code locate_attributes(ondemand::value value, Fields &fields) {
    ondemand::object attributes;
    error_code error = value.get_object().get(attributes);
    if (error)
      return is_absent(error) ? SUCCESS : error;

    for (auto result : attributes) {
      ondemand::field field;
      if ((error = std::move(result).get(field)))
        return error;
      if (field.key().unsafe_is_equal("qualifiedName")) {
        RETURN_IF_BAD(text_of(field.value(), fields.qualified_name));
        return SUCCESS;
      }
    }
    return SUCCESS;
  }

  static error_code locate_entity(ondemand::value value, Fields &fields) {
    ondemand::object entity;
    error_code error = value.get_object().get(entity);
    if (error)
      return is_absent(error) ? SUCCESS : error;

    fields.has_entity = true;
    int missing = 4;
    for (auto result : entity) {
      ondemand::field field;
      if ((error = std::move(result).get(field)))
        return error;
      ondemand::raw_json_string key = field.key();
      if (key.unsafe_is_equal("typeName"))
        error = text_of(field.value(), fields.type_name);
      else if (key.unsafe_is_equal("attributes"))
        error = locate_attributes(field.value(), fields);
      else if (key.unsafe_is_equal("guid"))
        error = text_of(field.value(), fields.guid);
      else if (key.unsafe_is_equal("deleteHandler"))
        error = text_of(field.value(), fields.delete_handler);
      else
        continue;
      RETURN_IF_BAD(error);
      if (--missing == 0)
        return SUCCESS;
    }
    return SUCCESS;
  }

  template <class Document> static error_code locate(Document &&document, Fields &fields) {
    ondemand::object message;
    error_code error = document.find_field_unordered("message").get_object().get(message);
    if (error)
      return is_absent(error) ? SUCCESS : error;

    int missing = 2;
    for (auto result : message) {
      ondemand::field field;
      if ((error = std::move(result).get(field)))
        return error;
      ondemand::raw_json_string key = field.key();
      if (key.unsafe_is_equal("entity"))
        error = locate_entity(field.value(), fields);
      else if (key.unsafe_is_equal("operationType"))
        error = text_of(field.value(), fields.operation_type);
      else
        continue;
      RETURN_IF_BAD(error);
      if (--missing == 0)
        return SUCCESS;
    }
    return SUCCESS;
  }
};

// The whole buffer, in batches of documents. The batch size is the default of 1 MB; from 64 KiB up it makes no difference.
template <class Variant, class Digest> error_code iterate_many(const char *lines, size_t length, Sink<Digest> &sink) {
  ondemand::document_stream documents;
  error_code error = ondemand_parser().iterate_many(lines, length, dom::DEFAULT_BATCH_SIZE).get(documents);
  if (error)
    return error;

  for (auto result : documents) {
    ondemand::document_reference document;
    if ((error = std::move(result).get(document)))
      return error;
    Fields fields;
    if ((error = Variant::locate(document, fields)))
      return error;
    sink.take(fields);
  }
  return documents.truncated_bytes() == 0 ? SUCCESS : TAPE_ERROR;
}

// One line at a time, as a consumer of single messages would. The following lines serve as padding.
template <class Variant, class Digest> error_code iterate_lines(const char *lines, size_t length, Sink<Digest> &sink) {
  ondemand::parser &parser = ondemand_parser();
  const char *end = lines + length;
  while (lines < end) {
    auto *newline = static_cast<const char *>(std::memchr(lines, '\n', size_t(end - lines)));
    size_t size = size_t((newline ? newline : end) - lines);
    ondemand::document document;
    error_code error = parser.iterate(padded_string_view(lines, size, size + SIMDJSON_PADDING)).get(document);
    if (error)
      return error;
    Fields fields;
    if ((error = Variant::locate(document, fields)))
      return error;
    sink.take(fields);
    lines += size + 1;
  }
  return SUCCESS;
}

// The DOM: parses and validates each document completely.
std::string_view text_at(dom::object object, std::string_view key) {
  std::string_view text;
  return object.at_key(key).get(text) ? std::string_view() : text;
}

void locate(dom::element document, Fields &fields) {
  dom::object message, entity, attributes;
  if (document["message"].get(message))
    return;
  fields.operation_type = text_at(message, "operationType");
  if (message.at_key("entity").get(entity))
    return;
  fields.has_entity = true;
  fields.type_name = text_at(entity, "typeName");
  fields.guid = text_at(entity, "guid");
  fields.delete_handler = text_at(entity, "deleteHandler");
  if (!entity.at_key("attributes").get(attributes))
    fields.qualified_name = text_at(attributes, "qualifiedName");
}

template <class Digest> error_code parse_many(const char *lines, size_t length, Sink<Digest> &sink) {
  dom::document_stream documents;
  error_code error = dom_parser().parse_many(lines, length, dom::DEFAULT_BATCH_SIZE).get(documents);
  if (error)
    return error;

  for (auto result : documents) {
    dom::element document;
    if ((error = std::move(result).get(document)))
      return error;
    Fields fields;
    locate(document, fields);
    sink.take(fields);
  }
  return documents.truncated_bytes() == 0 ? SUCCESS : TAPE_ERROR;
}

// SimdjsonVariant has the same numbers.
template <class Digest> error_code run(int variant, const char *lines, size_t length, Sink<Digest> &sink) {
  switch (variant) {
  case 0:
    return iterate_many<FindField>(lines, length, sink);
  case 1:
    return iterate_many<EachField>(lines, length, sink);
  case 2:
    return iterate_lines<EachField>(lines, length, sink);
  case 3:
    return parse_many(lines, length, sink);
  default:
    return UNEXPECTED_ERROR;
  }
}

template <class Digest> int run(int variant, const char *lines, size_t length, uint64_t *events, uint64_t *checksum) {
  Sink<Digest> sink;
  error_code error = run(variant, lines, length, sink);
  *events = sink.events;
  *checksum = sink.digest.checksum;
  return error;
}

} // namespace

#define QUOTE(x) #x
#define TEXT_OF(x) QUOTE(x)

extern "C" {

// Returns 0, or simdjson's error code of the first invalid line.
int shim_read(int variant, int is_check, const char *lines, size_t length, uint64_t *events, uint64_t *checksum) {
  return is_check ? run<HashDigest>(variant, lines, length, events, checksum)
                  : run<TouchDigest>(variant, lines, length, events, checksum);
}

const char *shim_error(int error) { return simdjson::error_message(simdjson::error_code(error)); }

// The version at compile time and the kernel chosen for this processor, such as "3.0.1 (icelake)".
const char *shim_version() {
  static const std::string version =
      TEXT_OF(SIMDJSON_VERSION) " (" + simdjson::get_active_implementation()->name() + ")";
  return version.c_str();
}
}
