/** Words of changing one's password. */
export const password = {
  password: {
    menu: "Change password",
    title: "Change your password",
    firstTitle: "Choose your own password",
    firstLead: "The password you came in with was handed over to you. Choose one that only you know.",
    currentPassword: "Current password",
    newPassword: "New password",
    again: "New password once more",
    shortest: "At least {{n}} characters. A sentence that only you know is good.",
    elsewhere: "You are signed out on your other devices.",
    action: "Change the password",
    done: "Your password is changed. You are signed out on your other devices.",
    missing: "Write the password you have now.",
    wrong: "The current password is not right.",
    tooShort: "Too short: at least {{n}} characters.",
    same: "Choose a password other than the current one.",
    different: "The two are not the same.",
  },
};
