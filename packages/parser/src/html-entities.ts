// The entities of HTML 4 (section 24), which senders use in XML as if it knew them. Those of Latin-1 are listed in the
// order of their code points from 160 on.
const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
  'thorn yuml';

const others =
  'OElig338 oelig339 Scaron352 scaron353 Yuml376 fnof402 circ710 tilde732 Alpha913 Beta914 Gamma915 Delta916 ' +
  'Epsilon917 Zeta918 Eta919 Theta920 Iota921 Kappa922 Lambda923 Mu924 Nu925 Xi926 Omicron927 Pi928 Rho929 Sigma931 ' +
  'Tau932 Upsilon933 Phi934 Chi935 Psi936 Omega937 alpha945 beta946 gamma947 delta948 epsilon949 zeta950 eta951 ' +
  'theta952 iota953 kappa954 lambda955 mu956 nu957 xi958 omicron959 pi960 rho961 sigmaf962 sigma963 tau964 upsilon965 ' +
  'phi966 chi967 psi968 omega969 thetasym977 upsih978 piv982 ensp8194 emsp8195 thinsp8201 zwnj8204 zwj8205 lrm8206 ' +
  'rlm8207 ndash8211 mdash8212 lsquo8216 rsquo8217 sbquo8218 ldquo8220 rdquo8221 bdquo8222 dagger8224 Dagger8225 ' +
  'bull8226 hellip8230 permil8240 prime8242 Prime8243 lsaquo8249 rsaquo8250 oline8254 frasl8260 euro8364 image8465 ' +
  'weierp8472 real8476 trade8482 alefsym8501 larr8592 uarr8593 rarr8594 darr8595 harr8596 crarr8629 lArr8656 uArr8657 ' +
  'rArr8658 dArr8659 hArr8660 forall8704 part8706 exist8707 empty8709 nabla8711 isin8712 notin8713 ni8715 prod8719 ' +
  'sum8721 minus8722 lowast8727 radic8730 prop8733 infin8734 ang8736 and8743 or8744 cap8745 cup8746 int8747 ' +
  'there48756 sim8764 cong8773 asymp8776 ne8800 equiv8801 le8804 ge8805 sub8834 sup8835 nsub8836 sube8838 supe8839 ' +
  'oplus8853 otimes8855 perp8869 sdot8901 lceil8968 rceil8969 lfloor8970 rfloor8971 lang9001 rang9002 loz9674 ' +
  'spades9824 clubs9827 hearts9829 diams9830';

/** Characters by the name of their HTML entity. */
export const htmlEntities: ReadonlyMap<string, string> = new Map([
  ...latin1.split(' ').map((name, index) => [name, String.fromCharCode(160 + index)] as const),
  ...others.split(' ').map((entry) => {
    // `there4` ends with a digit of its own, so the code point is the last four digits where there are five.
    const digits = /\d{3,4}$/.exec(entry)?.[0] ?? '';
    return [entry.slice(0, -digits.length), String.fromCharCode(Number(digits))] as const;
  }),
]);
